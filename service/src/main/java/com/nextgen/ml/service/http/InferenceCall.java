package com.nextgen.ml.service.http;

import com.nextgen.ml.service.inference.ErrorReason;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.ServedVersion;
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
  private final AtomicBoolean ended = new AtomicBoolean();

  InferenceCall(HttpRequest<?> request, Lease lease, LongSupplier nanoTime, long start) {
    this.request = request;
    this.lease = lease;
    this.nanoTime = nanoTime;
    this.start = start;
  }

  HttpRequest<?> request() {
    return request;
  }

  ServedVersion version() {
    return lease.version();
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
