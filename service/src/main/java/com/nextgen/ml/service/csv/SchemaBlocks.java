package com.nextgen.ml.service.csv;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Reads the features of a whole CSV file on several cores, in blocks. */
public final class SchemaBlocks {
  private final Consumer<RowBlock> blocks;
  private final Listener listener;
  private long rows;

  private SchemaBlocks(Consumer<RowBlock> blocks, Listener listener) {
    this.blocks = blocks;
    this.listener = listener;
  }

  /** Told how far the reading has come, on the caller's thread. */
  public interface Listener {
    /**
     * Some rows were read.
     *
     * @param rows so far
     * @param fraction of the file, 0 to 1
     */
    void read(long rows, double fraction);
  }

  /**
   * Reads all rows.
   *
   * @param blocks takes them in the file's order, on the caller's thread
   * @return how many rows there were, all of which {@code blocks} has taken
   * @throws CsvException of the first row that is not as it must be
   */
  public static long read(
      Path file,
      List<Feature> features,
      CsvFormat format,
      Consumer<RowBlock> blocks,
      Listener listener)
      throws CsvException {
    SchemaBlocks taken = new SchemaBlocks(blocks, listener);
    ParallelCsv.read(
        file,
        format,
        ParallelCsv.CHUNK,
        header -> new BlockSink(features, header, format),
        taken::take);
    return taken.rows;
  }

  private void take(RowBlock block, double fraction) {
    blocks.accept(block);
    rows += block.rows();
    listener.read(rows, fraction);
  }
}
