package com.nextgen.ml.service.cli.replay;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.cli.command.Progress;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import com.nextgen.ml.service.csv.EventTimes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file in time order.
 *
 * @param columns the file's header
 * @param rows ordered by time; rows of one time in the file's order
 */
record ReplayRows(List<String> columns, List<Row> rows) {
  /** More rows than this do not fit in memory on every machine. */
  static final int MAX_ROWS = 5_000_000;

  /**
   * A row.
   *
   * @param time null if the file has no time column
   */
  record Row(@Nullable Instant time, CsvRow values) {}

  /**
   * Reads a whole file.
   *
   * @param timeColumn null if rows are taken in the file's order
   */
  static ReplayRows read(
      Path file, CsvFormat format, @Nullable String timeColumn, Progress progress)
      throws CsvException {
    try (CsvFile csv = CsvFile.open(file, format)) {
      int time = timeColumn == null ? -1 : csv.column(timeColumn);
      List<Row> rows = new ArrayList<>();
      for (CsvRow row = csv.next(); row != null; row = csv.next()) {
        if (rows.size() == MAX_ROWS) {
          throw new CsvException("more than " + MAX_ROWS + " rows; split the file by time");
        }
        rows.add(new Row(time < 0 ? null : time(row, time, csv.columns()), row));
        progress.at(rows.size(), (double) csv.bytesRead() / csv.size());
      }
      if (time >= 0) {
        rows.sort(Comparator.comparing(Row::time));
      }
      return new ReplayRows(csv.columns(), rows);
    }
  }

  private static Instant time(CsvRow row, int column, List<String> columns) throws CsvException {
    String text = row.values().get(column);
    Instant time = EventTimes.parse(text);
    if (time == null) {
      throw new CsvException(
          "line "
              + row.line()
              + ", column '"
              + columns.get(column)
              + "': '"
              + Messages.quoted(text)
              + "' is not a time");
    }
    return time;
  }
}
