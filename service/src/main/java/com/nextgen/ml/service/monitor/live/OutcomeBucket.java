package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.codec.CodecException;
import com.nextgen.ml.monitoring.counts.codec.OutcomeCodec;
import com.nextgen.ml.monitoring.counts.live.OutcomeTally;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/** Outcomes of a stretch of time: in little memory while none are added. Not thread-safe. */
final class OutcomeBucket {
  private final OutcomeLayout layout;
  private byte @Nullable [] cold;
  private @Nullable OutcomeTally hot;

  OutcomeBucket(OutcomeLayout layout) {
    this.layout = layout;
  }

  /** Adds an outcome; one whose class the version does not have is left out. */
  void add(Outcome outcome) {
    OutcomeTally tally = hot;
    if (tally == null) {
      tally = new OutcomeTally(layout);
      hot = tally;
    }
    addTo(tally, layout, outcome);
  }

  static void addTo(OutcomeTally tally, OutcomeLayout layout, Outcome outcome) {
    int classes = layout.classes().size();
    if (!layout.task().isClassification()) {
      tally.addValue(outcome.actual(), outcome.score());
    } else if (outcome.actualClass() >= 0
        && outcome.actualClass() < classes
        && outcome.predictedClass() < classes) {
      double[] scores = outcome.scores();
      tally.addClass(
          outcome.actualClass(),
          outcome.predictedClass(),
          outcome.score(),
          scores != null && scores.length == classes ? scores : null,
          0);
    }
  }

  OutcomeCounts counts() {
    OutcomeCounts counts = hot == null ? layout.empty() : hot.counts();
    if (cold == null) {
      return counts;
    }
    try {
      return new OutcomeCodec(layout).decode(cold).plus(counts);
    } catch (CodecException e) {
      throw new IllegalStateException("what was encoded here can be decoded", e);
    }
  }

  /** Moves what was added into little memory. */
  void compress() {
    if (hot != null) {
      keep(counts());
    }
  }

  private void keep(OutcomeCounts counts) {
    cold = new OutcomeCodec(layout).encode(counts);
    hot = null;
  }
}
