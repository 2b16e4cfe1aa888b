package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.drift.DriftReport.Dataset;
import com.nextgen.ml.monitoring.drift.DriftReport.ReferenceRows;
import com.nextgen.ml.monitoring.drift.DriftReport.Subject;
import com.nextgen.ml.monitoring.drift.DriftReport.WindowSpan;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateFindings;
import com.nextgen.ml.monitoring.stats.BenjaminiHochberg;
import java.util.ArrayList;
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
 * <p>A column has drifted if it has enough rows, its PSI reaches the policy's threshold, and its
 * declared p-value ({@link DeclaredP}) is significant at the policy's level after Benjamini and
 * Hochberg over all judged features and outputs, and over the features together as one more. It is
 * stable if it has enough rows and not all of this holds.
 */
public final class DriftEvaluation {
  private DriftEvaluation() {}

  /** Compares every column of {@code current} with the reference's column of its name. */
  public static DriftReport evaluate(
      Reference reference, Counts current, DriftPolicy policy, Subject subject, WindowSpan window) {
    CriticalValues critical = new CriticalValues(policy.level());
    Map<String, ColumnCounts> inputs = byName(reference.counts(), true);
    Map<String, ColumnCounts> outputs = byName(reference.counts(), false);
    List<ColumnEvaluation> columns = new ArrayList<>();
    for (int i = 0; i < current.columns().size(); i++) {
      Column column = current.layout().columns().get(i);
      columns.add(
          ColumnEvaluation.of(
              column,
              reference,
              (column.isInput() ? inputs : outputs).get(column.name()),
              current.columns().get(i),
              policy,
              critical));
    }
    ReferenceRows rows =
        new ReferenceRows(reference.rows(), reference.sha256(), reference.worth().isKnown());
    MultivariateFindings together =
        reference
            .together()
            .map(
                t ->
                    t.evaluate(
                        current.products(), policy.level(), psi(policy), policy.minimumRows()))
            .orElse(null);
    return assemble(columns, together, rows, null, policy, subject, window);
  }

  /** The report of counts that there is nothing to hold against, for {@code reason}. */
  public static DriftReport notEnoughData(
      Reason reason, Counts current, DriftPolicy policy, Subject subject, WindowSpan window) {
    List<ColumnEvaluation> columns = new ArrayList<>();
    for (int i = 0; i < current.columns().size(); i++) {
      columns.add(
          ColumnEvaluation.alone(
              current.layout().columns().get(i), current.columns().get(i), reason));
    }
    return assemble(columns, null, null, reason, policy, subject, window);
  }

  private static double psi(DriftPolicy policy) {
    return policy
        .rules()
        .thresholds()
        .of(TestName.PSI.spelling())
        .orElse(DriftPolicy.PSI_THRESHOLD);
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
      List<ColumnEvaluation> columns,
      @Nullable MultivariateFindings together,
      @Nullable ReferenceRows rows,
      @Nullable Reason reason,
      DriftPolicy policy,
      Subject subject,
      WindowSpan window) {
    List<ColumnEvaluation> judged =
        columns.stream().filter(column -> column.reason() == null).toList();
    OptionalDouble pTogether = together == null ? OptionalDouble.empty() : together.pValue();
    boolean[] significant =
        BenjaminiHochberg.rejected(
            policy.level(),
            DoubleStream.concat(
                    judged.stream().mapToDouble(column -> column.pValue().orElse(1)),
                    pTogether.stream())
                .toArray());
    List<ColumnReport> features = new ArrayList<>();
    ColumnReport score = null;
    ColumnReport predictedClass = null;
    int next = 0;
    for (ColumnEvaluation column : columns) {
      boolean drifted = column.reason() == null && significant[next++] && column.hasEffect();
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
        together == null
            ? null
            : together.report(pTogether.isPresent() && significant[judged.size()], policy.level()));
  }

  private static Dataset dataset(
      List<ColumnReport> features, @Nullable Reason reason, DriftPolicy policy) {
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
