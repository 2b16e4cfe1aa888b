package com.nextgen.ml.monitoring.quality;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.ColumnSummary;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.FaultCounts;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.quality.QualityReport.FeatureQuality;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.ReferenceRows;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.FeatureType;
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
 * after Benjamini and Hochberg over all checks of all features and that of duplicate rows. It is
 * one-sided: fewer missing values are no fault.
 */
public final class QualityEvaluation {
  private QualityEvaluation() {}

  /**
   * A check before all p-values are seen together.
   *
   * @param reason why it is not judged; null if it is
   */
  private record Measured(RateComparison test, @Nullable Reason reason) {}

  /** The checks of one feature. */
  private record Feature(Column column, @Nullable Reason reason, List<Measured> checks) {}

  /**
   * Judges every feature of {@code current} against the baseline's of its name, and its requests.
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
    List<Feature> measured = new ArrayList<>();
    for (int i = 0; i < current.columns().size(); i++) {
      if (current.layout().columns().get(i).isInput()) {
        measured.add(measure(baseline, reference, current, i, policy));
      }
    }
    Measured duplicates = duplicates(baseline, reference, current, policy);
    Significance significance =
        new Significance(
            policy,
            Stream.concat(
                measured.stream().flatMap(feature -> feature.checks().stream()),
                Stream.of(duplicates)));
    List<FeatureQuality> features = new ArrayList<>();
    for (Feature feature : measured) {
      features.add(
          new FeatureQuality(
              feature.column().name(),
              feature.column().bins() instanceof NumericBins
                  ? FeatureType.NUMERIC
                  : FeatureType.CATEGORICAL,
              feature.checks().stream().map(significance::next).toList()));
    }
    QualityFigure batches = significance.next(duplicates);
    Reason reason =
        significance.judged() > 0
            ? null
            : measured.stream()
                .flatMap(feature -> Stream.ofNullable(feature.reason()))
                .findFirst()
                .orElse(Reason.NO_BASELINE);
    return new QualityReport(
        subject,
        window,
        new ReferenceRows(baseline.rows(), baseline.sha256(), reference.worth().isKnown()),
        policy,
        reason != null
            ? Verdict.NOT_ENOUGH_DATA
            : significance.drifted() ? Verdict.DRIFTED : Verdict.STABLE,
        reason,
        features,
        batches,
        InputFaults.NONE);
  }

  /** Which of all checks are significant; they are asked for in the order in which they came. */
  private static final class Significance {
    private final boolean[] significant;
    private int next;
    private boolean drifted;

    Significance(QualityPolicy policy, Stream<Measured> checks) {
      significant =
          BenjaminiHochberg.rejected(
              policy.level(),
              checks
                  .filter(check -> check.reason() == null)
                  .mapToDouble(check -> check.test().pValue())
                  .toArray());
    }

    int judged() {
      return significant.length;
    }

    boolean drifted() {
      return drifted;
    }

    QualityFigure next(Measured check) {
      boolean changed = check.reason() == null && significant[next++] && check.test().effect();
      drifted |= changed;
      return figure(check.test(), check.reason(), changed);
    }
  }

  /** Returns the report of a version that has no baseline. */
  public static QualityReport withoutBaseline(
      QualityPolicy policy, Subject subject, WindowSpan window) {
    return new QualityReport(
        subject,
        window,
        null,
        policy,
        Verdict.NOT_ENOUGH_DATA,
        Reason.NO_BASELINE,
        List.of(),
        null,
        InputFaults.NONE);
  }

  private static Feature measure(
      Baseline baseline, Reference reference, Counts current, int index, QualityPolicy policy) {
    Column column = current.layout().columns().get(index);
    ColumnCounts now = current.columns().get(index);
    Optional<ColumnCounts> before = baseline.counts().input(column.name());
    Optional<ColumnSummary> summary = baseline.inputSummary(column.name());
    if (before.isEmpty() || summary.isEmpty()) {
      return new Feature(column, Reason.NO_BASELINE, List.of());
    }
    if (!before.get().bins().equals(now.bins())) {
      return new Feature(column, Reason.DIFFERENT_BINS, List.of());
    }
    double deff = reference.currentWorth(column, now.rows(), policy.level()).cells();
    long rows = before.get().rows();
    Reason reason = reason(now.rows(), rows, policy);
    List<Measured> checks = new ArrayList<>();
    for (RateComparison test : RateComparison.of(before.get(), summary.get(), now, deff)) {
      checks.add(new Measured(test, reason));
    }
    // A row that was refused was not counted; training rows are what they are, of the right type.
    long errors = current.faults().typeErrors().get(index);
    RateComparison types =
        RateComparison.of(QualityCheck.TYPE_ERROR, 0, rows, errors, now.rows() + errors, deff);
    checks.add(new Measured(types, reason(now.rows() + errors, rows, policy)));
    return new Feature(column, reason, checks);
  }

  /** Rows that repeat one of their request; what holds any feature's rows together holds these. */
  private static Measured duplicates(
      Baseline baseline, Reference reference, Counts current, QualityPolicy policy) {
    FaultCounts before = baseline.counts().faults();
    FaultCounts now = current.faults();
    double deff = 1;
    for (Column column : current.layout().columns()) {
      if (column.isInput()) {
        deff =
            Math.max(deff, reference.currentWorth(column, current.rows(), policy.level()).cells());
      }
    }
    RateComparison test =
        RateComparison.of(
            QualityCheck.DUPLICATE,
            before.duplicateRows(),
            before.batchRows(),
            Math.min(now.duplicateRows(), now.batchRows()),
            now.batchRows(),
            deff);
    return new Measured(test, reason(now.batchRows(), before.batchRows(), policy));
  }

  private static @Nullable Reason reason(long rows, long referenceRows, QualityPolicy policy) {
    return rows < policy.minimumRows()
        ? Reason.TOO_FEW_ROWS
        : referenceRows < QualityPolicy.MIN_REFERENCE_ROWS ? Reason.TOO_FEW_REFERENCE_ROWS : null;
  }

  private static QualityFigure figure(
      RateComparison test, @Nullable Reason reason, boolean changed) {
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
