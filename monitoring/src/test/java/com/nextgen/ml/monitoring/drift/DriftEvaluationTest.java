package com.nextgen.ml.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DriftEvaluationTest {
  private static final Subject SUBJECT = new Subject("m", "1", "instance", "baseline");
  private static final DriftCriteria POLICY = DriftCriteria.nominal(500);
  private static final Random RANDOM = new Random(17);
  private static final double[] TRAINING = normal(2000, 0);
  private static final NumericBins NUMBERS = Sample.bins(TRAINING);
  private static final CategoricalBins NAMES = CategoricalBins.of(List.of("a", "b"));
  private static final Layout LAYOUT =
      new Layout(
          List.of(
              new Column("x", Column.Source.NUMERIC_INPUT, 0, NUMBERS),
              new Column("c", Column.Source.CATEGORICAL_INPUT, 0, NAMES),
              new Column(Column.SCORE, Column.Source.SCORE, 0, NUMBERS),
              new Column(Column.PREDICTED_CLASS, Column.Source.PREDICTED_CLASS, 0, NAMES)));
  private static final Counts BASELINE =
      counts(
          Sample.count(NUMBERS, TRAINING),
          Sample.cells(NAMES, 1200, 800),
          Sample.count(NUMBERS, TRAINING),
          Sample.cells(NAMES, 1000, 1000));

  @Test
  void rowsOfTheSameDistributionAreStable() {
    DriftReport report = against(BASELINE, quiet(), POLICY);

    assertThat(report.columns().map(ColumnReport::verdict)).containsOnly(Verdict.STABLE).hasSize(4);
    assertThat(report.dataset().verdict()).isEqualTo(Verdict.STABLE);
    assertThat(report.dataset().driftedRatio()).hasValue(0.0);
    assertThat(report.hasDrift()).isFalse();
  }

  @Test
  void onlyTheShiftedFeatureDrifts() {
    DriftReport report = against(BASELINE, with(0, Sample.count(NUMBERS, normal(1000, 1))), POLICY);

    assertThat(report.feature("x").orElseThrow().verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(report.feature("x").orElseThrow().pValue().orElseThrow()).isLessThan(1e-20);
    assertThat(report.feature("c").orElseThrow().verdict()).isEqualTo(Verdict.STABLE);
    assertThat(report.prediction().name()).isEqualTo("score");
    assertThat(report.predictedClass().name()).isEqualTo("class");
    assertThat(report.dataset().driftedRatio()).hasValue(0.5);
    assertThat(report.dataset().verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(report.hasDrift()).isTrue();
  }

  @Test
  void aFeatureThatIsAllMissingDrifts() {
    double[] missing = new double[1000];
    Arrays.fill(missing, Double.NaN);
    ColumnReport x =
        against(BASELINE, with(0, Sample.count(NUMBERS, missing)), POLICY)
            .feature("x")
            .orElseThrow();

    assertThat(x.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(x.quality().missing()).isEqualTo(1000);
    assertThat(x.test(TestName.KS)).isEmpty();
    assertThat(x.current()).isInstanceOf(Summary.Numeric.class);
    assertThat(((Summary.Numeric) x.current()).moments()).isEmpty();
  }

  @Test
  void newCategoriesAreDrift() {
    long[] cells = {300, 300, 0, 400, 0};
    ColumnReport c =
        against(BASELINE, with(1, CategoricalCounts.of(NAMES, cells)), POLICY)
            .feature("c")
            .orElseThrow();

    assertThat(c.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(c.quality().unseen()).isEqualTo(400);
  }

  @Test
  void aSignificantEffectTooSmallToMatterIsStable() {
    Counts large = with(1, Sample.cells(NAMES, 540_000, 460_000));
    Counts training = replaced(BASELINE, 1, Sample.cells(NAMES, 1_200_000, 800_000));
    ColumnReport c = against(training, large, POLICY).feature("c").orElseThrow();

    assertThat(c.pValue().orElseThrow()).isLessThan(1e-100);
    assertThat(c.verdict()).isEqualTo(Verdict.STABLE);
  }

  @Test
  void tooFewRowsAreNotEnoughData() {
    Counts few = with(0, Sample.count(NUMBERS, normal(499, 3)));
    ColumnReport x = against(BASELINE, few, POLICY).feature("x").orElseThrow();

    assertThat(x.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(x.reason()).isEqualTo(Reason.TOO_FEW_ROWS);
    assertThat(x.tests()).isNotEmpty();
  }

  @Test
  void aReferenceWithTooFewRowsIsNotEnoughData() {
    Counts few = replaced(BASELINE, 0, Sample.count(NUMBERS, normal(50, 0)));
    ColumnReport x = against(few, quiet(), POLICY).feature("x").orElseThrow();

    assertThat(x.reason()).isEqualTo(Reason.TOO_FEW_REFERENCE_ROWS);
  }

  @Test
  void reportsInSampleOutputsWithoutAVerdict() {
    Reference inSample = new Reference(BASELINE, 2000, "", true);
    Counts current = with(2, Sample.count(NUMBERS, normal(1000, 2)));
    DriftReport report =
        DriftEvaluation.evaluate(inSample, current, POLICY, SUBJECT, span(current));

    assertThat(report.prediction().verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(report.prediction().reason()).isEqualTo(Reason.NO_VALIDATION);
    assertThat(report.prediction().tests()).isNotEmpty();
    assertThat(report.predictedClass().reason()).isEqualTo(Reason.NO_VALIDATION);
    assertThat(report.feature("x").orElseThrow().verdict()).isEqualTo(Verdict.STABLE);
  }

  @Test
  void noScoresHaveNoVerdict() {
    double[] missing = new double[1000];
    Arrays.fill(missing, Double.NaN);
    ColumnCounts none = Sample.count(NUMBERS, missing);
    DriftReport report = against(replaced(BASELINE, 2, none), with(2, none), POLICY);

    assertThat(report.prediction().reason()).isEqualTo(Reason.NO_VALUES);
  }

  @Test
  void judgesNothingWithoutABaseline() {
    Counts current = quiet();
    DriftReport report =
        DriftEvaluation.notEnoughData(Reason.NO_BASELINE, current, POLICY, SUBJECT, span(current));

    assertThat(report.columns().map(ColumnReport::reason)).containsOnly(Reason.NO_BASELINE);
    assertThat(report.dataset().verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(report.dataset().reason()).isEqualTo(Reason.NO_BASELINE);
    assertThat(report.baseline()).isNull();
  }

  @Test
  void doesNotCompareOtherBins() {
    NumericBins others = Sample.bins(normal(100, 5));
    Layout layout = new Layout(List.of(new Column("x", Column.Source.NUMERIC_INPUT, 0, others)));
    Counts current = new Counts(layout, List.of(Sample.count(others, normal(1000, 5))));
    DriftReport report = against(BASELINE, current, POLICY);

    assertThat(report.feature("x").orElseThrow().reason()).isEqualTo(Reason.DIFFERENT_BINS);
  }

  private static DriftReport against(Counts reference, Counts current, DriftCriteria policy) {
    return DriftEvaluation.evaluate(
        new Reference(reference, reference.rows(), "ab", false),
        current,
        policy,
        SUBJECT,
        span(current));
  }

  private static WindowSpan span(Counts counts) {
    return new WindowSpan("1h", null, null, counts.rows());
  }

  private static Counts quiet() {
    return counts(
        Sample.count(NUMBERS, normal(1000, 0)),
        Sample.cells(NAMES, 590, 410),
        Sample.count(NUMBERS, normal(1000, 0)),
        Sample.cells(NAMES, 510, 490));
  }

  private static Counts with(int column, ColumnCounts counts) {
    return replaced(quiet(), column, counts);
  }

  private static Counts replaced(Counts counts, int column, ColumnCounts replacement) {
    ColumnCounts[] columns = counts.columns().toArray(ColumnCounts[]::new);
    columns[column] = replacement;
    return counts(columns);
  }

  private static Counts counts(ColumnCounts... columns) {
    return new Counts(LAYOUT, List.of(columns));
  }

  private static double[] normal(int rows, double mean) {
    return DoubleStream.generate(RANDOM::nextGaussian).limit(rows).map(z -> mean + z).toArray();
  }
}
