package com.nextgen.ml.service.cli.compare;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.cli.command.Progress;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.SchemaBlocks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A CSV file whose rows are compared.
 *
 * @param format how it is written
 */
record CompareFile(Path path, CsvFormat format) {
  /** The names of its columns. */
  Set<String> columns() throws CsvException {
    try (CsvFile csv = CsvFile.open(path, format)) {
      Set<String> names = new HashSet<>(csv.columns());
      names.removeIf(String::isBlank);
      return names;
    }
  }

  /**
   * Reads all rows, a block at a time.
   *
   * @param blocks takes them in order
   * @return how many there were
   */
  long read(List<Feature> features, Progress progress, Consumer<RowBlock> blocks)
      throws CsvException {
    return SchemaBlocks.read(path, features, format, blocks, progress::at);
  }

  /**
   * Counts all rows into frozen bins; the layout holds inputs only.
   *
   * @param unseen is shown every row
   */
  Counts count(Layout layout, UnseenNames unseen, Progress progress) throws CsvException {
    LiveCounters counters = new LiveCounters(layout, 1);
    read(
        features(layout),
        progress,
        block -> {
          counters.add(block, PredictionBlock.none(block.rows()));
          unseen.add(block);
        });
    return counters.snapshot();
  }

  /** The inputs that {@code layout} counts, as features of a row. */
  private static List<Feature> features(Layout layout) {
    List<Feature> features = new ArrayList<>();
    for (Column column : layout.columns()) {
      if (column.bins() instanceof NumericBins) {
        features.add(Feature.numeric(column.name()));
      } else {
        features.add(
            isBoolean((CategoricalBins) column.bins())
                ? Feature.bool(column.name())
                : Feature.categorical(column.name()));
      }
    }
    return features;
  }

  /** Bins that hold nothing but the two spellings that a boolean has. */
  private static boolean isBoolean(CategoricalBins bins) {
    return bins.named().equals(List.of("false", "true")) && bins.rest().isEmpty();
  }
}
