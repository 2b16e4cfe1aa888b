package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.live.OutcomeTally;
import com.nextgen.ml.service.feedback.outcome.Outcome;

/** Outcomes of one version, added up. Not thread-safe. */
public final class OutcomeAdder {
  private final OutcomeLayout layout;
  private final OutcomeTally tally;

  OutcomeAdder(OutcomeLayout layout) {
    this.layout = layout;
    this.tally = new OutcomeTally(layout);
  }

  /** Adds an outcome; one whose class the version does not have is left out. */
  public void add(Outcome outcome) {
    OutcomeBucket.addTo(tally, layout, outcome);
  }

  /** Returns what was added. */
  public OutcomeCounts counts() {
    return tally.counts();
  }
}
