package com.nextgen.ml.monitoring.quality;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.ColumnSummary;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.drift.DriftReport.Subject;
import com.nextgen.ml.monitoring.drift.DriftReport.WindowSpan;
import com.nextgen.ml.monitoring.drift.Reason;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.drift.Verdict;
import com.nextgen.ml.monitoring.quality.QualityReport.FeatureQuality;
import com.nextgen.ml.monitoring.stats.BenjaminiHochberg;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the rates of unusable and surprising values against the baseline's. A pure function of its
 * arguments.
 *
 * <p>A check has drifted if the window has enough rows, the rate passes the baseline's by {@link
 * QualityPolicy#EXCESS} or more, and Fisher's exact p-value is significant at the policy's level
 * after Benjamini and Hochberg over all checks of all features. It is one-sided: fewer missing
 * values are no fault.
 */
public final class QualityEvaluation {
  private QualityEvaluation() {}

  /** The checks of one feature, and why it is not judged; null if it is. */
  private record Measured(String name, @Nullable Reason reason, List<RateTest> tests) {}

  /**
   * Judges every feature of {@code current} against the baseline's of its name.
   *
   * @param reference made of {@code baseline}, for what the rows are worth
   */
  public static QualityReport evaluate(
      Baseline baseline,
      Reference reference,
      Counts current,
      QualityPolicy policy,
      Subject subject,
      WindowSpan window) {
    List<Measured> measured = new ArrayList<>();
    for (int i = 0; i < current.columns().size(); i++) {
      Column column = current.layout().columns().get(i);
      if (column.isInput()) {
        measured.add(measure(baseline, reference, column, current.columns().get(i), policy));
      }
    }
    double[] pValues =
        measured.stream()
            .filter(feature -> feature.reason() == null)
            .flatMap(feature -> feature.tests().stream())
            .mapToDouble(RateTest::pValue)
            .toArray();
    boolean[] significant = BenjaminiHochberg.rejected(policy.level(), pValues);
    List<FeatureQuality> features = new ArrayList<>();
    int next = 0;
    boolean drifted = false;
    for (Measured feature : measured) {
      List<QualityFigure> figures = new ArrayList<>();
      for (RateTest test : feature.tests()) {
        boolean changed = feature.reason() == null && significant[next++] && test.effect();
        drifted |= changed;
        figures.add(figure(test, feature.reason(), changed));
      }
      features.add(new FeatureQuality(feature.name(), figures));
    }
    Optional<Reason> reason =
        pValues.length > 0
            ? Optional.empty()
            : measured.stream().map(Measured::reason).flatMap(Stream::ofNullable).findFirst();
    if (pValues.length == 0) {
      return new QualityReport(
          subject,
          window,
          policy,
          Verdict.NOT_ENOUGH_DATA,
          reason.orElse(Reason.NO_BASELINE),
          features,
          InputFaults.NONE);
    }
    return new QualityReport(
        subject,
        window,
        policy,
        drifted ? Verdict.DRIFTED : Verdict.STABLE,
        null,
        features,
        InputFaults.NONE);
  }

  /** The report of a version that has no baseline. */
  public static QualityReport withoutBaseline(
      QualityPolicy policy, Subject subject, WindowSpan window) {
    return new QualityReport(
        subject,
        window,
        policy,
        Verdict.NOT_ENOUGH_DATA,
        Reason.NO_BASELINE,
        List.of(),
        InputFaults.NONE);
  }

  private static Measured measure(
      Baseline baseline,
      Reference reference,
      Column column,
      ColumnCounts now,
      QualityPolicy policy) {
    Optional<ColumnCounts> before = baseline.counts().input(column.name());
    Optional<ColumnSummary> summary = baseline.inputSummary(column.name());
    if (before.isEmpty() || summary.isEmpty()) {
      return new Measured(column.name(), Reason.NO_BASELINE, List.of());
    }
    if (!before.get().bins().equals(now.bins())) {
      return new Measured(column.name(), Reason.DIFFERENT_BINS, List.of());
    }
    double deff = reference.currentWorth(column, now.rows(), policy.level()).cells();
    Reason reason =
        now.rows() < policy.minimumRows()
            ? Reason.TOO_FEW_ROWS
            : before.get().rows() < QualityPolicy.LEAST_REFERENCE_ROWS
                ? Reason.TOO_FEW_REFERENCE_ROWS
                : null;
    return new Measured(column.name(), reason, RateTest.of(before.get(), summary.get(), now, deff));
  }

  private static QualityFigure figure(RateTest test, @Nullable Reason reason, boolean changed) {
    Verdict verdict =
        reason != null ? Verdict.NOT_ENOUGH_DATA : changed ? Verdict.DRIFTED : Verdict.STABLE;
    double rate = test.rows() == 0 ? 0 : (double) test.count() / test.rows();
    return new QualityFigure(
        test.check(),
        test.count(),
        test.rows(),
        rate,
        test.baselineRate(),
        test.pValue(),
        verdict,
        reason);
  }
}
