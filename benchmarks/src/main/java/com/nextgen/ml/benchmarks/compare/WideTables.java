package com.nextgen.ml.benchmarks.compare;

import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Writes a table of {@link WideRows}, as CSV or as the baseline of its rows: {@code csv|baseline
 * ROWS COLUMNS SEED FILE}.
 */
public final class WideTables {
  private static final int BLOCK = 100;

  private WideTables() {}

  /** Writes one file. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 5) {
      throw new IllegalArgumentException("csv|baseline ROWS COLUMNS SEED FILE");
    }
    int rows = Integer.parseInt(arguments[1]);
    int columns = Integer.parseInt(arguments[2]);
    long seed = Long.parseLong(arguments[3]);
    Path file = Path.of(arguments[4]);
    if (arguments[0].equals("csv")) {
      csv(rows, columns, seed, file);
    } else {
      baseline(rows, columns, seed, file);
    }
  }

  private static void csv(int rows, int columns, long seed, Path file) throws IOException {
    WideRows table = new WideRows(columns, seed);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.append(String.join(",", table.features().stream().map(Feature::name).toList()));
      out.append('\n');
      StringBuilder text = new StringBuilder();
      for (int done = 0; done < rows; done += BLOCK) {
        append(table.block(Math.min(BLOCK, rows - done)), columns, text);
        out.append(text);
        text.setLength(0);
      }
    }
  }

  private static void append(RowBlock block, int columns, StringBuilder text) {
    int numbers = 0;
    int texts = 0;
    for (int row = 0; row < block.rows(); row++) {
      for (int column = 0; column < columns; column++) {
        text.append(column == 0 ? "" : ",");
        if (WideRows.isNumeric(column)) {
          append(block.numeric()[numbers++], text);
        } else {
          String value = block.categorical()[texts++];
          text.append(value == null ? "" : value);
        }
      }
      text.append('\n');
    }
  }

  /** Six digits behind the point, without what {@code Double.toString} costs. */
  private static void append(double value, StringBuilder text) {
    if (Missing.is(value)) {
      return;
    }
    long micros = Math.round(Math.abs(value) * 1e6);
    text.append(value < 0 ? "-" : "").append(micros / 1_000_000).append('.');
    for (long place = 100_000, rest = micros % 1_000_000; place > 0; place /= 10) {
      text.append((char) ('0' + rest / place % 10));
    }
  }

  private static void baseline(int rows, int columns, long seed, Path file) throws IOException {
    List<Feature> features = new WideRows(columns, seed).features();
    ModelSchema schema = ModelSchema.ofColumns("wide", features, MonitoringPolicy.DEFAULT);
    EdgePass edges = BaselineBuilder.of(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, 0);
    WideRows first = new WideRows(columns, seed);
    for (int done = 0; done < rows; done += BLOCK) {
      edges.add(first.block(Math.min(BLOCK, rows - done)));
    }
    CountPass counts = edges.freeze();
    WideRows second = new WideRows(columns, seed);
    for (int done = 0; done < rows; done += BLOCK) {
      counts.add(second.block(Math.min(BLOCK, rows - done)));
    }
    Files.write(file, BaselineJson.toBytes(counts.build("", Instant.EPOCH)));
  }
}
