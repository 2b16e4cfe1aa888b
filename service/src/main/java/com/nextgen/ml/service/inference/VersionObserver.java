package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.fault.ErrorReason;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens to a loaded version, on the thread on which it happens. Implementations only
 * add to counters: no lock, no waiting.
 */
public interface VersionObserver {

  /**
   * Rows were answered here.
   *
   * @param details may be kept
   * @return how many were not left out, as rows are whose ids were given before
   */
  int onRows(RowBlock rows, PredictionBlock predictions, RowDetails details);

  /**
   * Rows were answered elsewhere. Does not wait.
   *
   * @param details may be kept
   * @return what became of them, completed once they are counted and, where they are kept,
   *     committed
   */
  default CompletableFuture<ObservedRows> onObserved(
      RowBlock rows, PredictionBlock predictions, RowDetails details) {
    return CompletableFuture.completedFuture(
        new ObservedRows(onRows(rows, predictions, details), 0, 0, 0));
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

  /**
   * The version serves no more and its last lease has ended. One whose files changed is loaded anew
   * before that, with another observer.
   */
  default void onRetired() {}
}
