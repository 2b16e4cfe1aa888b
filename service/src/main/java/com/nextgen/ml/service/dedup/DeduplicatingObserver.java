package com.nextgen.ml.service.dedup;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.ChosenRows;
import com.nextgen.ml.service.inference.ObservedRows;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells another of the rows whose ids callers have not given before, in the same request or lately.
 *
 * @param other which is notified
 * @param unkept the time in milliseconds since 1970, where nothing is kept: rows that were answered
 *     elsewhere are looked up too then, and have expired if they are not of now; null where {@code
 *     other} knows which are new
 */
record DeduplicatingObserver(VersionObserver other, RecentIds recent, @Nullable LongSupplier unkept)
    implements VersionObserver {

  @Override
  public int onRows(RowBlock rows, PredictionBlock predictions, RowDetails details) {
    int[] chosen = newOnes(rows.rows(), details);
    if (chosen == null) {
      return other.onRows(rows, predictions, details);
    }
    return chosen.length == 0
        ? 0
        : other.onRows(
            rows.select(chosen), predictions.select(chosen), new ChosenRows(details, chosen));
  }

  /** The rows that are new; null, and nothing allocated, if all are. */
  private int @Nullable [] newOnes(int n, RowDetails details) {
    boolean[] repeated = null;
    int left = n;
    for (int row = 0; row < n; row++) {
      if (details.isCallersId(row) && !recent.isNew(details.id(row))) {
        repeated = repeated == null ? new boolean[n] : repeated;
        repeated[row] = true;
        left--;
      }
    }
    if (repeated == null) {
      return null;
    }
    int[] chosen = new int[left];
    for (int row = 0, at = 0; row < n; row++) {
      if (!repeated[row]) {
        chosen[at++] = row;
      }
    }
    return chosen;
  }

  @Override
  public CompletableFuture<ObservedRows> onObserved(
      RowBlock rows, PredictionBlock predictions, RowDetails details) {
    return unkept == null
        ? other.onObserved(rows, predictions, details)
        : CompletableFuture.completedFuture(live(rows, predictions, details, unkept.getAsLong()));
  }

  /** Counts the rows of now: there is no history in which those of the past could count. */
  private ObservedRows live(
      RowBlock rows, PredictionBlock predictions, RowDetails details, long receivedAt) {
    int[] chosen =
        IntStream.range(0, rows.rows())
            .filter(row -> !ObservedRows.isPast(details.predictedAt(row), receivedAt))
            .toArray();
    int expired = rows.rows() - chosen.length;
    int counted =
        expired == 0
            ? onRows(rows, predictions, details)
            : onRows(
                rows.select(chosen), predictions.select(chosen), new ChosenRows(details, chosen));
    return new ObservedRows(counted, 0, 0, expired);
  }

  @Override
  public void onTypeError(String feature) {
    other.onTypeError(feature);
  }

  @Override
  public void onUnlogged(long rows) {
    other.onUnlogged(rows);
  }

  @Override
  public void onRequest(long nanos, @Nullable ErrorReason error, @Nullable String traceId) {
    other.onRequest(nanos, error, traceId);
  }

  @Override
  public void onRetired() {
    other.onRetired();
  }
}
