package com.nextgen.ml.service.table;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the features of a whole CSV file on two cores: the caller's thread splits the text into
 * fields, another one turns them into values and hands on blocks, one after another and in the
 * file's order.
 */
public final class SchemaBlocks implements Closeable {
  private static final int MOST_ROWS = 1024;

  /** Blocks of wide rows are kept small enough for a core's cache. */
  private static final int MOST_VALUES = 1 << 16;

  /** Blocks that are read ahead. */
  private static final int AHEAD = 4;

  private final CsvFile csv;
  private final SchemaRows rows;
  private final Consumer<RowBlock> blocks;
  private final int size;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "csv-values");
            thread.setDaemon(true);
            return thread;
          });
  private final Deque<Future<?>> pending = new ArrayDeque<>();
  private boolean failed;

  private SchemaBlocks(
      CsvFile csv, List<Feature> features, Spellings spellings, Consumer<RowBlock> blocks)
      throws CsvException {
    this.csv = csv;
    this.rows = new SchemaRows(features, csv.columns(), spellings);
    this.blocks = blocks;
    this.size = Math.max(1, Math.min(MOST_ROWS, MOST_VALUES / csv.columns().size()));
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
   * @param blocks takes them, on another thread than the caller's
   * @return how many rows there were, all of which {@code blocks} has taken
   * @throws CsvException of the first row that is not as it must be
   */
  public static long read(
      Path file,
      List<Feature> features,
      Spellings spellings,
      Consumer<RowBlock> blocks,
      Listener listener)
      throws CsvException {
    try (CsvFile csv = CsvFile.open(file);
        SchemaBlocks reading = new SchemaBlocks(csv, features, spellings, blocks)) {
      return reading.read(listener);
    }
  }

  private long read(Listener listener) throws CsvException {
    long read = 0;
    List<CsvRow> batch = new ArrayList<>(size);
    for (CsvRow row = next(batch); row != null; row = next(batch)) {
      batch.add(row);
      read++;
      if (batch.size() == size) {
        hand(batch);
        batch = new ArrayList<>(size);
        listener.read(read, (double) csv.bytesRead() / csv.size());
      }
    }
    finish(batch);
    return read;
  }

  /** The next row; what is wrong in the rows before it is said first. */
  private @Nullable CsvRow next(List<CsvRow> before) throws CsvException {
    try {
      return csv.next();
    } catch (CsvException e) {
      finish(before);
      throw e;
    }
  }

  private void finish(List<CsvRow> last) throws CsvException {
    hand(last);
    while (!pending.isEmpty()) {
      await(pending.remove());
    }
  }

  private void hand(List<CsvRow> batch) throws CsvException {
    if (pending.size() == AHEAD) {
      await(pending.remove());
    }
    pending.add(worker.submit(() -> values(batch)));
  }

  /** On the worker's thread, which alone sees the rows and whether they failed. */
  private @Nullable Void values(List<CsvRow> batch) throws CsvException {
    if (!failed) {
      failed = true;
      for (CsvRow row : batch) {
        rows.add(row);
      }
      blocks.accept(rows.take());
      failed = false;
    }
    return null;
  }

  private void await(Future<?> future) throws CsvException {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CsvException wrong) {
        throw wrong;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  @Override
  public void close() {
    worker.shutdownNow();
  }
}
