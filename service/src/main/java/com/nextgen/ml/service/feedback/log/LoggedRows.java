package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.ChosenRows;
import com.nextgen.ml.service.inference.RowDetails;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Rows of one request that are to be logged. */
public record LoggedRows(
    LoggingObserver version, RowBlock rows, PredictionBlock predictions, RowDetails details) {

  int size() {
    return rows.rows();
  }

  /** Those of the rows that are chosen by their places, in ascending order. */
  LoggedRows where(IntPredicate chooses) {
    int[] chosen = IntStream.range(0, size()).filter(chooses).toArray();
    return chosen.length == size() ? this : only(chosen);
  }

  private LoggedRows only(int[] chosen) {
    return new LoggedRows(
        version, rows.select(chosen), predictions.select(chosen), new ChosenRows(details, chosen));
  }
}
