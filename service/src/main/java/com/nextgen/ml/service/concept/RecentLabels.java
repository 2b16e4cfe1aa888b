package com.nextgen.ml.service.concept;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures;
import com.nextgen.ml.monitoring.concept.BinRanges;
import com.nextgen.ml.monitoring.concept.DriftLocation;
import com.nextgen.ml.monitoring.concept.LabelsByRange;
import com.nextgen.ml.monitoring.concept.ReferenceLabels;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.live.OutcomeTally;
import com.nextgen.ml.monitoring.performance.Cause;
import com.nextgen.ml.monitoring.performance.Estimator;
import com.nextgen.ml.monitoring.performance.LabelShift;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the last labels of a version say of why, and where, it became worse.
 *
 * @param baseline has held-out performance
 */
record RecentLabels(ModelSchema schema, Baseline baseline, List<Outcome> outcomes) {

  /** By the test of P(label | score bin); empty where too few bins can be compared. */
  Optional<Cause> cause() {
    OutcomeLayout layout = OutcomeLayout.of(schema, baseline.layout());
    OutcomeTally tally = new OutcomeTally(layout);
    for (Outcome outcome : outcomes) {
      if (!schema.task().isClassification()) {
        tally.addValue(outcome.actual(), outcome.score());
      } else if (isKnown(outcome)) {
        tally.addClass(outcome.actualClass(), outcome.predictedClass(), outcome.score(), null, 0);
      }
    }
    LabelShift shift =
        Estimator.of(baseline, schema)
            .map(estimator -> estimator.shift(tally.counts(), MonitoringPolicy.NOMINAL_LEVEL))
            .orElse(null);
    return Optional.ofNullable(shift).map(LabelShift::cause);
  }

  /** The feature and range that changed most; empty if none did. */
  Optional<DriftLocation> where() {
    PerformanceFigures figures = baseline.outputs().performance();
    if (figures == null) {
      return Optional.empty();
    }
    if (figures.labelBins() != null) {
      return where(ReferenceLabels.of(figures.labelBins()));
    }
    return figures.errorBins() == null
        ? Optional.empty()
        : where(ReferenceLabels.of(figures.errorBins()));
  }

  private Optional<DriftLocation> where(ReferenceLabels known) {
    int strata = known.bins().size();
    BinRanges ranges = new BinRanges(baseline.layout());
    LabelsByRange labels = new LabelsByRange(ranges.features(), strata);
    for (Outcome outcome : outcomes) {
      byte[] bins = outcome.featureBins();
      OptionalDouble value = value(outcome);
      if (bins != null
          && bins.length == ranges.features().size()
          && value.isPresent()
          && outcome.scoreBin() != Integer.MIN_VALUE) {
        labels.add(
            ranges.of(bins),
            Math.max(0, Math.min(strata - 1, outcome.scoreBin())),
            value.getAsDouble());
      }
    }
    return DriftLocation.find(labels, known, MonitoringPolicy.NOMINAL_LEVEL);
  }

  /** What {@link ReferenceLabels} has the mean of; empty where the row says nothing of it. */
  private OptionalDouble value(Outcome outcome) {
    if (!schema.task().isClassification()) {
      double error = outcome.score() - outcome.actual();
      return Double.isFinite(error) ? OptionalDouble.of(error) : OptionalDouble.empty();
    }
    if (!isKnown(outcome)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(OutcomeLoss.isScoredClass(schema, outcome) ? 1 : 0);
  }

  private boolean isKnown(Outcome outcome) {
    return outcome.classes().equals(schema.classes())
        && outcome.actualClass() >= 0
        && outcome.predictedClass() >= 0;
  }
}
