package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens to a loaded version, on the thread on which it happens. Implementations only
 * add to counters: no lock, no waiting.
 */
public interface VersionObserver {

  /** Rows were answered, here or (for observations) elsewhere. */
  void onRows(RowBlock rows, PredictionBlock predictions);

  /**
   * Rows were answered here.
   *
   * @param details may be kept
   * @return how many were not left out, as rows are whose ids were given before
   */
  default int onRows(RowBlock rows, PredictionBlock predictions, RowDetails details) {
    onRows(rows, predictions);
    return rows.rows();
  }

  /** Who is to be told of rows that the store has found to be new, whatever their ids. */
  default VersionObserver pastIds() {
    return this;
  }

  /**
   * A request was refused since a feature had a value of a wrong type.
   *
   * @param feature one of the schema's
   */
  default void onTypeError(String feature) {}

  /** Rows were answered that the prediction log had no room for. */
  default void onUnlogged(long rows) {}

  /**
   * An inference request ended.
   *
   * @param nanos from its first byte read to its answer handed over
   * @param error null if it succeeded
   * @param traceId of the request's W3C trace context; null if it has none
   */
  void onRequest(long nanos, @Nullable ErrorReason error, @Nullable String traceId);
}
