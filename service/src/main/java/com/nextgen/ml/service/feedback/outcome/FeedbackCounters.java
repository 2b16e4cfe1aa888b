package com.nextgen.ml.service.feedback.outcome;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the labels of one version since the service started. */
public final class FeedbackCounters {
  /** A larger one's square would make the sum infinite, now or with the next, and for ever. */
  private static final double LARGEST_ERROR = 1e140;

  private final List<String> names;
  private final int classes;
  private final Map<LabelStatus, LongAdder> statuses = new EnumMap<>(LabelStatus.class);
  private final AtomicLongArray delays = new AtomicLongArray(FeedbackFigures.edgeCount() + 1);
  private final DoubleAdder delaySum = new DoubleAdder();
  private final AtomicLong last = new AtomicLong();
  private final AtomicLongArray outcomes;
  private final LongAdder right = new LongAdder();
  private final DoubleAdder absoluteErrors = new DoubleAdder();
  private final DoubleAdder squaredErrors = new DoubleAdder();
  private final LongAdder values = new LongAdder();

  /**
   * @param names of the version's classes; empty for regression
   */
  FeedbackCounters(List<String> names) {
    this.names = List.copyOf(names.subList(0, Math.min(names.size(), FeedbackFigures.MAX_CLASSES)));
    classes = this.names.size();
    // One more for all others.
    outcomes = new AtomicLongArray((classes + 1) * (classes + 1));
    for (LabelStatus status : LabelStatus.values()) {
      statuses.put(status, new LongAdder());
    }
  }

  public void add(LabelStatus status, int count) {
    LongAdder adder = statuses.get(status);
    if (adder != null) {
      adder.add(count);
    }
  }

  /** Counts an outcome and that its label was matched. */
  void add(Outcome outcome) {
    add(LabelStatus.MATCHED, 1);
    double delay = Math.max(0, outcome.labelledAt() - outcome.predictedAt()) / 1000.0;
    delays.incrementAndGet(FeedbackFigures.bucketOf(delay));
    delaySum.add(delay);
    last.accumulateAndGet(outcome.receivedAt(), Math::max);
    if (classes > 0) {
      outcomes.incrementAndGet(
          cell(outcome.actualClass()) * (classes + 1) + cell(outcome.predictedClass()));
      if (outcome.actualClass() >= 0 && outcome.actualClass() == outcome.predictedClass()) {
        right.increment();
      }
      return;
    }
    double error = outcome.score() - outcome.actual();
    if (Math.abs(error) <= LARGEST_ERROR) {
      absoluteErrors.add(Math.abs(error));
      squaredErrors.add(error * error);
      values.increment();
    }
  }

  private int cell(int classIndex) {
    return classIndex < 0 || classIndex >= classes ? classes : classIndex;
  }

  FeedbackFigures figures() {
    Map<LabelStatus, Long> counts = new EnumMap<>(LabelStatus.class);
    statuses.forEach((status, count) -> counts.put(status, count.sum()));
    @Nullable Double seconds = last.get() == 0 ? null : last.get() / 1000.0;
    return new FeedbackFigures(
        counts,
        copy(delays),
        delaySum.sum(),
        seconds,
        names,
        copy(outcomes),
        right.sum(),
        absoluteErrors.sum(),
        squaredErrors.sum(),
        values.sum());
  }

  private static long[] copy(AtomicLongArray counts) {
    long[] copy = new long[counts.length()];
    Arrays.setAll(copy, counts::get);
    return copy;
  }
}
