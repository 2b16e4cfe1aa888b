package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.service.fault.ErrorReason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one version since it was loaded.
 *
 * @param requests all, failed ones too
 * @param errors failed ones, for every reason
 * @param latency how many took how long, not cumulative: one count for each of {@link #edges}, then
 *     those that took longer
 * @param seconds all requests' durations together
 * @param traced the last traced request of each bucket; null where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // made for one reader, never compared
public record RequestFigures(
    long requests,
    Map<ErrorReason, Long> errors,
    long[] latency,
    double seconds,
    List<@Nullable TracedRequest> traced) {
  private static final double[] EDGES = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  /** Returns the inclusive upper edges of the latency buckets in seconds; 0.25 is one of them. */
  public static double[] edges() {
    return EDGES.clone();
  }

  static int edgeCount() {
    return EDGES.length;
  }

  static int bucketOf(double seconds) {
    int at = Arrays.binarySearch(EDGES, seconds);
    return at >= 0 ? at : -at - 1;
  }
}
