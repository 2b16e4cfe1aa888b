package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Outcomes of one window by the arrival of their labels, in the deltas that the window's slots cut.
 * Not thread-safe.
 */
final class PerformanceWindow {
  private static final int SLOTS = 12;

  /** The window, the one before, and the open slot. */
  private static final int KEPT = 2 * SLOTS + 1;

  private final Window window;
  private final OutcomeLayout layout;
  private final List<OutcomeBucket> arrived = new ArrayList<>();
  private Instant openSince;

  /**
   * @param loaded when the version was loaded, by the wall clock
   */
  PerformanceWindow(Window window, OutcomeLayout layout, Instant loaded) {
    this.window = window;
    this.layout = layout;
    this.openSince = loaded;
    while (arrived.size() < KEPT) {
      arrived.add(new OutcomeBucket(layout));
    }
  }

  Window window() {
    return window;
  }

  /** Of a label that has just come, or whose prediction has. */
  void add(Outcome outcome) {
    arrived.get(KEPT - 1).add(outcome);
  }

  /** Of a label that came before the version was loaded, perhaps too long ago to matter. */
  void addEarlier(Outcome outcome) {
    long age = openSince.toEpochMilli() - outcome.receivedAt();
    long slot = Math.max(1, window.length().toMillis() / SLOTS);
    long slots = age <= 0 ? 0 : (age + slot - 1) / slot;
    if (slots < KEPT) {
      arrived.get(KEPT - 1 - (int) slots).add(outcome);
    }
  }

  /** The window's slot ended. */
  void cut(Instant now) {
    arrived.forEach(OutcomeBucket::compress);
    arrived.remove(0);
    arrived.add(new OutcomeBucket(layout));
    openSince = now;
  }

  /** What arrived in the window until now. */
  OutcomeCounts rolling() {
    return sum(SLOTS, KEPT);
  }

  /** What arrived in the window before. */
  OutcomeCounts previous() {
    return sum(0, SLOTS);
  }

  private OutcomeCounts sum(int from, int to) {
    OutcomeCounts sum = layout.empty();
    for (OutcomeBucket bucket : arrived.subList(from, to)) {
      sum = sum.plus(bucket.counts());
    }
    return sum;
  }
}
