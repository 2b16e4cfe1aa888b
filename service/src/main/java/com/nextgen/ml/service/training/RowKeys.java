package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.baseline.capture.Blocking;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.csv.ColumnNames;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which column of the training rows says what belongs together.
 *
 * @param clusterColumn of users, requests, shops; null if none
 * @param timeColumn of times; null if none
 * @param times reads a time; null for what is none
 */
public record RowKeys(
    @Nullable String clusterColumn,
    @Nullable String timeColumn,
    Function<String, @Nullable Instant> times) {
  /** Rows are independent. */
  public static final RowKeys NONE = new RowKeys(null, null, text -> null);

  public RowKeys {
    if (clusterColumn != null && timeColumn != null) {
      throw new IllegalArgumentException("rows belong together by cluster or by time, not both");
    }
  }

  Blocking blocking(ModelSchema schema) {
    if (clusterColumn != null) {
      return new Blocking.Clusters(clusterColumn);
    }
    return timeColumn == null
        ? new Blocking.Independent()
        : new Blocking.Times(timeColumn, schema.monitoring().windows());
  }

  /** Reads the keys of rows of a file with these columns. */
  Reader reader(List<String> columns, CsvFormat format) throws CsvException {
    String column = clusterColumn == null ? timeColumn : clusterColumn;
    if (column == null) {
      return rows -> new long[0];
    }
    int at = columns.indexOf(column);
    if (at < 0) {
      throw new CsvException(ColumnNames.absent(List.of(column), columns));
    }
    boolean cluster = clusterColumn != null;
    return rows -> {
      long[] keys = new long[rows.size()];
      for (int i = 0; i < keys.length; i++) {
        String text = rows.get(i).values().get(at);
        keys[i] =
            format.isMissing(text)
                ? Blocking.UNKNOWN
                : cluster ? Blocking.Clusters.key(text) : time(rows.get(i), column, text);
      }
      return keys;
    };
  }

  private long time(CsvRow row, String column, String text) throws CsvException {
    Instant time = times.apply(text);
    if (time == null) {
      throw new CsvException(
          "line %d, column '%s': '%s' is not a time"
              .formatted(row.line(), Messages.quoted(column), Messages.quoted(text)));
    }
    return Blocking.Times.key(time);
  }

  /** Reads the keys of rows. */
  interface Reader {
    long[] read(List<CsvRow> rows) throws CsvException;
  }
}
