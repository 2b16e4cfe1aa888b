package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.service.fault.ErrorReason;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the inference requests of one version. Adding takes no lock. */
final class RequestCounters {
  private static final int TRACE_ID_LENGTH = 32;

  private final LongAdder requests = new LongAdder();
  private final Map<ErrorReason, LongAdder> errors = new EnumMap<>(ErrorReason.class);
  private final LongAdder[] latency = adders(RequestFigures.edgeCount() + 1);
  private final LongAdder nanos = new LongAdder();
  private final AtomicReferenceArray<@Nullable TracedRequest> traced =
      new AtomicReferenceArray<>(latency.length);

  RequestCounters() {
    for (ErrorReason reason : ErrorReason.values()) {
      errors.put(reason, new LongAdder());
    }
  }

  /** An inference request ended; the arguments are those of the observer's method. */
  void add(long nanos, @Nullable ErrorReason error, @Nullable String traceId) {
    long taken = Math.max(0, nanos);
    int bucket = RequestFigures.bucketOf(taken / 1e9);
    requests.increment();
    latency[bucket].increment();
    this.nanos.add(taken);
    if (error != null) {
      Objects.requireNonNull(errors.get(error)).increment();
    }
    if (traceId != null && isTraceId(traceId)) {
      traced.setPlain(bucket, new TracedRequest(traceId, taken / 1e9));
    }
  }

  /** What was counted so far. An error is read before its request, so errors never exceed them. */
  RequestFigures figures() {
    Map<ErrorReason, Long> failed = new EnumMap<>(ErrorReason.class);
    errors.forEach((reason, count) -> failed.put(reason, count.sum()));
    double seconds = nanos.sum() / 1e9;
    long[] buckets = Arrays.stream(latency).mapToLong(LongAdder::sum).toArray();
    TracedRequest[] last = new TracedRequest[latency.length];
    Arrays.setAll(last, traced::get);
    return new RequestFigures(requests.sum(), failed, buckets, seconds, Arrays.asList(last));
  }

  private static boolean isTraceId(String text) {
    return text.length() == TRACE_ID_LENGTH
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  private static LongAdder[] adders(int size) {
    LongAdder[] adders = new LongAdder[size];
    Arrays.setAll(adders, i -> new LongAdder());
    return adders;
  }
}
