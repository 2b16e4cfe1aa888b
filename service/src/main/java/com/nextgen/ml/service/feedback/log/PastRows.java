package com.nextgen.ml.service.feedback.log;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.store.Transaction;
import org.jspecify.annotations.Nullable;

/** Counts rows in the history of their time. */
public interface PastRows {
  /** Counts nothing. */
  PastRows NONE =
      (id, schema, baseline) -> (transaction, rows, predictions, details, receivedAt) -> 0;

  /** Counts the rows of one version. */
  @FunctionalInterface
  interface OfVersion {

    /**
     * Counts rows, each in the history of when it was predicted, as part of the transaction that
     * logs them.
     *
     * @param receivedAt in milliseconds since 1970
     * @return how many were counted; others are older than counts are kept
     */
    int keep(
        Transaction transaction,
        RowBlock rows,
        PredictionBlock predictions,
        RowDetails details,
        long receivedAt);
  }

  /** Returns what counts rows of a version that was loaded. */
  OfVersion of(VersionId id, ModelSchema schema, @Nullable Baseline baseline);
}
