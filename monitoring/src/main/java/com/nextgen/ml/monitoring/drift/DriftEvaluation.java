package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.drift.DriftReport.Dataset;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateFindings;
import com.nextgen.ml.monitoring.drift.statistic.CombinedPValue;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.ReferenceRows;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.stats.BenjaminiHochberg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds counts against a reference. A pure function of its arguments.
 *
 * <p>A column has drifted if it has enough rows, its PSI or the change of the share of values that
 * the reference lacks reaches the policy's threshold, and its declared p-value ({@link
 * CombinedPValue}) is significant at the policy's level after Benjamini and Hochberg over all
 * judged features and outputs, and over the features together as one more. It is stable if it has
 * enough rows and not all of this holds.
 */
public final class DriftEvaluation {
  private DriftEvaluation() {}

  /** Compares every column of {@code current} with the reference's column of its name. */
  public static DriftReport evaluate(
      Reference reference,
      Counts current,
      DriftCriteria policy,
      Subject subject,
      WindowSpan window) {
    return evaluate(reference, current, null, policy, subject, window);
  }

  /**
   * Returns the same with some of the rows.
   *
   * @param sample rows of the window, chosen at random; null where none are kept
   */
  public static DriftReport evaluate(
      Reference reference,
      Counts current,
      @Nullable RowBlock sample,
      DriftCriteria policy,
      Subject subject,
      WindowSpan window) {
    Case one = new Case(reference, current, sample, subject, window);
    return evaluateTogether(List.of(one), policy).get(0);
  }

  /**
   * What is judged.
   *
   * @param reference what the counts are compared with
   * @param current the counts
   * @param sample some of the rows that were counted; null where none are kept
   */
  public record Case(
      Reference reference,
      Counts current,
      @Nullable RowBlock sample,
      Subject subject,
      WindowSpan window) {

    /** Counts alone. */
    public Case(Reference reference, Counts current, Subject subject, WindowSpan window) {
      this(reference, current, null, subject, window);
    }
  }

  /**
   * Judges several windows as one look: Benjamini and Hochberg's procedure runs over the columns of
   * all of them.
   *
   * @return a report of each case, in their order
   */
  public static List<DriftReport> evaluateTogether(List<Case> cases, DriftCriteria policy) {
    CriticalValues critical = new CriticalValues(policy.level());
    List<Found> found = cases.stream().map(one -> find(one, policy, critical)).toList();
    boolean[] significant =
        BenjaminiHochberg.rejected(
            policy.level(), found.stream().flatMapToDouble(Found::pValues).toArray());
    List<DriftReport> reports = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      int judged = (int) found.get(i).pValues().count();
      boolean[] own = Arrays.copyOfRange(significant, next, next + judged);
      next += judged;
      Reference reference = one.reference();
      ReferenceRows rows =
          new ReferenceRows(reference.rows(), reference.sha256(), reference.worth().isKnown());
      reports.add(assemble(found.get(i), own, rows, null, policy, one.subject(), one.window()));
    }
    return reports;
  }

  /** What was found of one case, before the p-values of all are seen together. */
  private record Found(
      List<ColumnEvaluation> columns, @Nullable MultivariateFindings multivariate) {

    /** Those of the judged columns in their order, then that of the features together. */
    DoubleStream pValues() {
      return DoubleStream.concat(
          columns.stream()
              .filter(column -> column.reason() == null)
              .mapToDouble(column -> column.pValue().orElse(1)),
          (multivariate == null ? OptionalDouble.empty() : multivariate.pValue()).stream());
    }
  }

  private static Found find(Case one, DriftCriteria policy, CriticalValues critical) {
    Counts current = one.current();
    Map<String, ColumnCounts> inputs = byName(one.reference().counts(), true);
    Map<String, ColumnCounts> outputs = byName(one.reference().counts(), false);
    List<ColumnEvaluation> columns = new ArrayList<>();
    for (int i = 0; i < current.columns().size(); i++) {
      Column column = current.layout().columns().get(i);
      columns.add(
          ColumnEvaluation.of(
              column,
              one.reference(),
              (column.isInput() ? inputs : outputs).get(column.name()),
              current.columns().get(i),
              policy,
              critical));
    }
    MultivariateFindings multivariate =
        one.reference()
            .multivariate()
            .map(
                t ->
                    t.evaluate(
                        current.products(),
                        one.sample(),
                        policy.level(),
                        psi(policy),
                        policy.minimumRows()))
            .orElse(
                one.reference().live() && current.products().width() > 0
                    ? MultivariateFindings.none(Reason.BASELINE_ONLY)
                    : null);
    return new Found(columns, multivariate);
  }

  /** Returns the report of counts that there is nothing to hold against, for {@code reason}. */
  public static DriftReport notEnoughData(
      Reason reason, Counts current, DriftCriteria policy, Subject subject, WindowSpan window) {
    List<ColumnEvaluation> columns = new ArrayList<>();
    for (int i = 0; i < current.columns().size(); i++) {
      columns.add(
          ColumnEvaluation.alone(
              current.layout().columns().get(i), current.columns().get(i), reason));
    }
    Found found = new Found(columns, null);
    return assemble(found, new boolean[0], null, reason, policy, subject, window);
  }

  private static double psi(DriftCriteria policy) {
    return policy.rules().thresholds().of(TestName.PSI.code()).orElse(DriftCriteria.PSI_THRESHOLD);
  }

  private static Map<String, ColumnCounts> byName(Counts counts, boolean inputs) {
    Map<String, ColumnCounts> byName = new HashMap<>();
    for (int i = 0; i < counts.columns().size(); i++) {
      Column column = counts.layout().columns().get(i);
      if (column.isInput() == inputs) {
        byName.put(column.name(), counts.columns().get(i));
      }
    }
    return byName;
  }

  private static DriftReport assemble(
      Found found,
      boolean[] significant,
      @Nullable ReferenceRows rows,
      @Nullable Reason reason,
      DriftCriteria policy,
      Subject subject,
      WindowSpan window) {
    MultivariateFindings multivariate = found.multivariate();
    List<ColumnReport> features = new ArrayList<>();
    ColumnReport score = null;
    ColumnReport predictedClass = null;
    int next = 0;
    for (ColumnEvaluation column : found.columns()) {
      boolean drifted = column.reason() == null && significant[next++] && column.effects().any();
      ColumnReport report = column.report(drifted);
      switch (column.column().source()) {
        case SCORE -> score = report;
        case PREDICTED_CLASS -> predictedClass = report;
        default -> features.add(report);
      }
    }
    return new DriftReport(
        subject,
        window,
        rows,
        policy,
        dataset(features, reason, policy),
        features,
        score == null ? predictedClass : score,
        score == null ? null : predictedClass,
        multivariate == null
            ? null
            : multivariate.report(
                multivariate.pValue().isPresent() && significant[next], policy.level()));
  }

  private static Dataset dataset(
      List<ColumnReport> features, @Nullable Reason reason, DriftCriteria policy) {
    List<ColumnReport> judged =
        features.stream().filter(f -> f.verdict() != Verdict.NOT_ENOUGH_DATA).toList();
    if (judged.isEmpty()) {
      Reason first =
          features.stream()
              .map(ColumnReport::reason)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(Reason.NO_BASELINE);
      return new Dataset(
          Verdict.NOT_ENOUGH_DATA, reason == null ? first : reason, OptionalDouble.empty());
    }
    double ratio =
        (double) judged.stream().filter(f -> f.verdict() == Verdict.DRIFTED).count()
            / judged.size();
    return new Dataset(
        ratio >= policy.rules().datasetRatio() ? Verdict.DRIFTED : Verdict.STABLE,
        null,
        OptionalDouble.of(ratio));
  }
}
