package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.ChosenRows;
import com.nextgen.ml.service.inference.RowDetails;

/** Rows of one request that are to be logged. */
public record LoggedRows(
    LoggingObserver version, RowBlock rows, PredictionBlock predictions, RowDetails details) {

  int size() {
    return rows.rows();
  }

  /** Some of the rows. */
  LoggedRows only(int[] chosen) {
    return new LoggedRows(
        version, rows.select(chosen), predictions.select(chosen), new ChosenRows(details, chosen));
  }
}
