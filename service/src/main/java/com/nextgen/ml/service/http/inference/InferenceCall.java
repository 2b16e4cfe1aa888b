package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.service.inference.ErrorReason;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.serving.TraceParent;
import io.micronaut.http.HttpRequest;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One inference request of a leased version, from its first byte to its answer. */
final class InferenceCall {
  private final HttpRequest<?> request;
  private final Lease lease;
  private final LongSupplier nanoTime;
  private final long start;
  private final long deadline;
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * @param start when its first byte was read
   * @param deadline when nobody waits for its answer any more; both as {@code nanoTime} has it
   */
  InferenceCall(
      HttpRequest<?> request, Lease lease, LongSupplier nanoTime, long start, long deadline) {
    this.request = request;
    this.lease = lease;
    this.nanoTime = nanoTime;
    this.start = start;
    this.deadline = deadline;
  }

  HttpRequest<?> request() {
    return request;
  }

  ServedVersion version() {
    return lease.version();
  }

  /** When nobody waits for its answer any more, on the monotonic clock. */
  long deadline() {
    return deadline;
  }

  /** Whether it has been answered, in time or not. */
  boolean isEnded() {
    return ended.get();
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
        .onRequest(
            nanoTime.getAsLong() - start,
            error,
            TraceParent.traceId(request.getHeaders().get("traceparent")));
    return true;
  }

  /** Gives the version back. It must not be used any more. */
  void release() {
    lease.close();
  }
}
