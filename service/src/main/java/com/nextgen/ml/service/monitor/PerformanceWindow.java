package com.nextgen.ml.service.monitor;

import com.nextgen.ml.monitoring.counts.CompactCounts;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.schema.Window;
import com.nextgen.ml.service.feedback.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Outcomes of one window: by arrival in the deltas that the window's slots cut, and by the time of
 * prediction in tumbling windows that wait until their labels have matured. Not thread-safe.
 */
final class PerformanceWindow {
  /** So many tumbling windows may wait; the oldest is given up for one more. */
  static final int MOST_WAITING = 10_000;

  private static final int SLOTS = 12;

  /** A tumbling window that has ended, with what was predicted in it. */
  private record Waiting(
      Instant from, Instant to, long rows, CompactCounts predicted, OutcomeBucket outcomes) {}

  /** A tumbling window whose labels have matured. */
  record Matured(Span span, OutcomeCounts outcomes) {}

  private final Window window;
  private final OutcomeLayout layout;
  private final Deque<OutcomeBucket> arrived = new ArrayDeque<>();
  private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
  private OutcomeBucket open;
  private long lost;

  PerformanceWindow(Window window, OutcomeLayout layout) {
    this.window = window;
    this.layout = layout;
    this.open = new OutcomeBucket(layout);
    arrived.add(new OutcomeBucket(layout));
  }

  Window window() {
    return window;
  }

  void add(Outcome outcome) {
    arrived.getLast().add(outcome);
    addByPrediction(outcome);
  }

  /** Of a prediction whose label came before this began to count. */
  void addByPrediction(Outcome outcome) {
    bucket(outcome).add(outcome);
  }

  /** By prediction time only: figures by arrival are of labels as they came. */
  void replace(Outcome before, Outcome now) {
    bucket(before).replace(before, now);
  }

  private OutcomeBucket bucket(Outcome outcome) {
    Map.Entry<Long, Waiting> entry = waiting.floorEntry(outcome.predictedAt());
    boolean within = entry != null && outcome.predictedAt() < entry.getValue().to().toEpochMilli();
    return within ? entry.getValue().outcomes() : open;
  }

  /** The window's slot ended; with it, perhaps, a tumbling window. */
  void cut(VersionMonitor.Cut cut) {
    arrived.getLast().compress();
    arrived.add(new OutcomeBucket(layout));
    while (arrived.size() > 2 * SLOTS + 1) {
      arrived.removeFirst();
    }
    cut.tumbling()
        .ifPresent(
            span -> {
              waiting.put(
                  span.from().toEpochMilli(),
                  new Waiting(
                      span.from(), span.to(), span.rows(), CompactCounts.of(span.counts()), open));
              open.compress();
              open = new OutcomeBucket(layout);
            });
    waiting.values().forEach(one -> one.outcomes().compress());
    while (waiting.size() > MOST_WAITING) {
      waiting.pollFirstEntry();
      lost++;
    }
  }

  /** Takes out the windows whose labels have matured by {@code now}, the oldest first. */
  List<Matured> mature(Instant now, Duration delay) {
    List<Matured> matured = new ArrayList<>();
    while (!waiting.isEmpty() && !waiting.firstEntry().getValue().to().plus(delay).isAfter(now)) {
      Waiting one = waiting.pollFirstEntry().getValue();
      matured.add(
          new Matured(
              new Span(one.from(), one.to(), one.rows(), one.predicted().expand()),
              one.outcomes().counts()));
    }
    return matured;
  }

  /** Windows given up since the last call. */
  long takeLost() {
    long taken = lost;
    lost = 0;
    return taken;
  }

  /** What arrived in the window until now. */
  OutcomeCounts rolling() {
    return sum(Math.max(0, arrived.size() - SLOTS - 1), arrived.size());
  }

  /** What arrived in the window before. */
  OutcomeCounts previous() {
    int end = Math.max(0, arrived.size() - SLOTS - 1);
    return sum(Math.max(0, end - SLOTS), end);
  }

  private OutcomeCounts sum(int from, int to) {
    OutcomeCounts sum = layout.none();
    int i = 0;
    for (OutcomeBucket bucket : arrived) {
      sum = i >= from && i < to ? sum.plus(bucket.counts()) : sum;
      i++;
    }
    return sum;
  }
}
