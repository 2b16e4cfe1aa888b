package com.nextgen.ml.service.serving;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.ServedVersion;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One inference request of a leased version, from its first byte to its answer. */
public final class InferenceCall {
  private final Lease lease;
  private final @Nullable String traceParent;
  private final LongSupplier nanoTime;
  private final long start;
  private final long received;
  private final long deadline;
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * @param traceParent of the request's W3C trace context, as it came; null if it has none
   * @param start when its first byte was read
   * @param received when its last byte was read
   * @param deadline when nobody waits for its answer any more; all as {@code nanoTime} has it
   */
  public InferenceCall(
      Lease lease,
      @Nullable String traceParent,
      LongSupplier nanoTime,
      long start,
      long received,
      long deadline) {
    this.lease = lease;
    this.traceParent = traceParent;
    this.nanoTime = nanoTime;
    this.start = start;
    this.received = received;
    this.deadline = deadline;
  }

  /** Returns the version that is asked. */
  public ServedVersion version() {
    return lease.version();
  }

  /** Returns when its last byte was read, on the monotonic clock. */
  long received() {
    return received;
  }

  /** Returns when nobody waits for its answer any more, on the monotonic clock. */
  long deadline() {
    return deadline;
  }

  /** Whether it has been answered, in time or not. */
  boolean isEnded() {
    return ended.get();
  }

  /** Runs the model and tells the observer of the rows. */
  public PredictionBlock predict(Exchange.Model model, RowBlock rows, RowDetails details)
      throws InferenceException {
    PredictionBlock predictions = model.predict(rows);
    if (!isEnded()) {
      version().observer().onRows(rows, predictions, details);
    }
    return predictions;
  }

  /**
   * Tells the observer that the request ended, once.
   *
   * @param error null if it succeeded
   * @return whether this call ended it
   */
  boolean end(@Nullable ErrorReason error) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    version()
        .observer()
        .onRequest(nanoTime.getAsLong() - start, error, TraceParent.traceId(traceParent));
    return true;
  }

  /** Gives the version back. It must not be used any more. */
  void release() {
    lease.close();
  }
}
