package com.nextgen.ml.monitoring.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.FaultCounts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.stats.Hypergeometric;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityEvaluationTest {
  private static final NumericBins NUMBERS =
      new NumericBins(Precision.FLOAT64, 0, new double[] {1, 2, 3, 4}, new int[] {1}, 2, 1);
  private static final CategoricalBins NAMES = CategoricalBins.of(List.of("a", "b"));
  private static final Layout LAYOUT =
      new Layout(
          List.of(
              new Column("x", Column.Source.NUMERIC_INPUT, 0, NUMBERS),
              new Column("c", Column.Source.CATEGORICAL_INPUT, 0, NAMES)));
  private static final Baseline BASELINE =
      new Baseline(
          "m",
          "",
          10_000,
          Instant.EPOCH,
          true,
          counts(numbers(0, 2450, 0, 100, 0, 0), names(6000, 4000, 0, 0))
              .with(new FaultCounts(10_000, 40, List.of(0L, 0L))));

  @ParameterizedTest
  @CsvSource({
    "3, 1000, 5, 500, 0.08737369531853982",
    "0, 9300, 3, 500, 0.00013205493148962604",
    "100, 10000, 80, 5000, 0.0011715921579611814",
    "2, 20, 19, 20, 2.909757709777055e-08",
    "500, 100000, 90, 10000, 9.55473912472073e-07",
    "5, 10, 0, 10, 1"
  })
  void fishersTailEqualsScipy(long first, long n, long second, long m, double p) {
    assertThat(Hypergeometric.upperTail(first, n, second, m)).isCloseTo(p, within(1e-9 * p));
  }

  @Test
  void ratesOfTheBaselineAreStable() {
    QualityReport report = evaluate(numbers(0, 247, 0, 12, 0, 0), names(610, 390, 0, 0), 0.05);

    assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
    assertThat(report.feature("x").orElseThrow().checks())
        .extracting(QualityFigure::check)
        .containsExactly(
            QualityCheck.MISSING,
            QualityCheck.INVALID,
            QualityCheck.BELOW,
            QualityCheck.ABOVE,
            QualityCheck.CONSTANT,
            QualityCheck.TYPE_ERROR);
    assertThat(figure(report, "x", QualityCheck.MISSING).baselineRate())
        .isCloseTo(100 / 9900.0, within(1e-12));
  }

  @Test
  void findsEachFaultAndNoOther() {
    expectOnly(evaluate(numbers(0, 230, 0, 80, 0, 0), names(600, 400, 0, 0), 1e-5), "x", "missing");
    expectOnly(
        evaluate(numbers(0, 240, 0, 10, 30, 0), names(600, 400, 0, 0), 1e-5), "x", "invalid");
    expectOnly(evaluate(numbers(20, 245, 0, 10, 0, 0), names(600, 400, 0, 0), 1e-5), "x", "below");
    expectOnly(evaluate(numbers(0, 245, 20, 10, 0, 0), names(600, 400, 0, 0), 1e-5), "x", "above");
    expectOnly(evaluate(numbers(0, 247, 0, 10, 0, 0), names(590, 390, 20, 0), 1e-5), "c", "unseen");
    expectOnly(evaluate(numbers(0, 247, 0, 10, 0, 0), names(1000, 0, 0, 0), 1e-5), "c", "constant");
  }

  @Test
  void manyNewNamesAreUnseenAndNotConstant() {
    NumericCounts quiet = numbers(0, 247, 0, 10, 0, 0);
    long[] one = new long[CategoricalBins.HASHED];
    one[7] = 1000;
    long[] many = new long[CategoricalBins.HASHED];
    Arrays.fill(many, 0, 10, 100);
    CategoricalCounts unseen = names(0, 0, 1000, 0);
    expectOnly(evaluate(quiet, unseen.withHashed(many), 1e-5), "c", "unseen");
    assertThat(
            figure(evaluate(quiet, unseen.withHashed(one), 1e-5), "c", QualityCheck.CONSTANT)
                .verdict())
        .isEqualTo(Verdict.DRIFTED);
  }

  @Test
  void judgesFaultsOfRequestsAgainstTheBaseline() {
    NumericCounts numbers = numbers(0, 247, 0, 10, 0, 0);
    NumericCounts few = numbers(0, 25, 0, 0, 0, 0);
    CategoricalCounts names = names(600, 400, 0, 0);

    expectOnly(evaluate(counts(numbers, names).with(faults(0, 0, 0, 30)), 1e-5), "c", "type-error");
    QualityReport doubled = evaluate(counts(numbers, names).with(faults(800, 40, 0, 0)), 1e-5);
    assertThat(doubled.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(doubled.duplicates().verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(doubled.duplicates().baselineRate()).isEqualTo(0.004);
    assertThat(doubled.duplicates().rate()).isEqualTo(0.05);
    assertThat(evaluate(counts(numbers, names).with(faults(800, 5, 1, 0)), 1e-5).verdict())
        .isEqualTo(Verdict.STABLE);
    assertThat(
            evaluate(counts(numbers, names).with(faults(499, 499, 0, 0)), 1e-5)
                .duplicates()
                .reason())
        .isEqualTo(Reason.TOO_FEW_ROWS);

    // Most requests are refused, so there are few rows to judge all else by.
    QualityReport refused =
        evaluate(counts(few, names(60, 40, 0, 0)).with(faults(0, 0, 900, 0)), 1e-5);
    QualityFigure types = figure(refused, "x", QualityCheck.TYPE_ERROR);
    assertThat(types.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(types.rate()).isEqualTo(0.9);
    assertThat(figure(refused, "x", QualityCheck.MISSING).reason()).isEqualTo(Reason.TOO_FEW_ROWS);
  }

  private static FaultCounts faults(long batchRows, long duplicates, long x, long c) {
    return new FaultCounts(batchRows, duplicates, List.of(x, c));
  }

  @Test
  void doesNotJudgeDuplicatesWithoutABaselineRate() {
    Baseline old =
        new Baseline(
            "m",
            "",
            10_000,
            Instant.EPOCH,
            true,
            counts(numbers(0, 2450, 0, 100, 0, 0), names(6000, 4000, 0, 0)));
    Counts current =
        counts(numbers(0, 247, 0, 10, 0, 0), names(600, 400, 0, 0)).with(faults(900, 900, 0, 0));
    QualityReport report = evaluate(old, current, 1e-5);

    assertThat(report.duplicates().reason()).isEqualTo(Reason.TOO_FEW_REFERENCE_ROWS);
    assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
  }

  @Test
  void aSignificantRateUnderOnePercentIsStable() {
    QualityReport report = evaluate(numbers(0, 2475, 90, 100, 0, 0), names(6000, 4000, 0, 0), 1e-5);

    assertThat(figure(report, "x", QualityCheck.ABOVE).pValue()).isLessThan(1e-20);
    assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
  }

  @Test
  void tooFewRowsAreNotEnoughData() {
    QualityReport report = evaluate(numbers(0, 50, 0, 200, 0, 0), names(0, 0, 400, 0), 0.05);

    assertThat(report.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(report.reason()).isEqualTo(Reason.TOO_FEW_ROWS);
    assertThat(figure(report, "c", QualityCheck.UNSEEN).rate()).isEqualTo(1);
    assertThat(figure(report, "c", QualityCheck.UNSEEN).reason()).isEqualTo(Reason.TOO_FEW_ROWS);
  }

  @Test
  void noRowsAreNotEnoughDataAndNeverNaN() {
    QualityReport report = evaluate(numbers(0, 0, 0, 0, 0, 0), names(0, 0, 0, 0), 0.05);
    String json = new String(QualityReportJson.toBytes(report), StandardCharsets.UTF_8);

    assertThat(report.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(json).doesNotContain("NaN").contains("\"reason\":\"too-few-rows\"");
  }

  @Test
  void falseAlarmRateEqualsTheLevel() {
    Random random = new Random(5);
    int alarms = 0;
    for (int trial = 0; trial < 1000; trial++) {
      long missing = 0;
      long missingBefore = 0;
      for (int row = 0; row < 2000; row++) {
        missing += random.nextInt(50) == 0 ? 1 : 0;
        missingBefore += random.nextInt(50) == 0 ? 1 : 0;
      }
      alarms += Hypergeometric.upperTail(missingBefore, 2000, missing, 2000) <= 0.05 ? 1 : 0;
    }
    assertThat(alarms).isBetween(10, 50 + 4 * 7);
  }

  private static void expectOnly(QualityReport report, String feature, String check) {
    assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(
            report.features().stream()
                .flatMap(
                    f ->
                        f.checks().stream()
                            .filter(c -> c.verdict() == Verdict.DRIFTED)
                            .map(c -> f.name() + " " + c.check().code())))
        .containsExactly(feature + " " + check);
  }

  private static QualityFigure figure(QualityReport report, String feature, QualityCheck check) {
    return report.feature(feature).orElseThrow().check(check).orElseThrow();
  }

  private static QualityReport evaluate(
      NumericCounts numbers, CategoricalCounts names, double level) {
    return evaluate(counts(numbers, names), level);
  }

  private static QualityReport evaluate(Counts current, double level) {
    return evaluate(BASELINE, current, level);
  }

  private static QualityReport evaluate(Baseline baseline, Counts current, double level) {
    return QualityEvaluation.evaluate(
        baseline,
        Reference.of(baseline),
        current,
        new QualityPolicy(level, true, 500),
        new Subject("m", "1", "instance", "baseline"),
        new WindowSpan("1h", null, null, current.rows()));
  }

  private static Counts counts(NumericCounts numbers, CategoricalCounts names) {
    return new Counts(LAYOUT, List.of(numbers, names));
  }

  /** Four bins of equal size, and what lies beside them. */
  private static NumericCounts numbers(
      long below, long bin, long above, long missing, long nan, long infinite) {
    long[] cells = {below, bin, bin, bin, bin, above, missing, nan, infinite, 0};
    return NumericCounts.of(NUMBERS, cells, new double[4], 0, 4);
  }

  private static CategoricalCounts names(long a, long b, long unseen, long missing) {
    return CategoricalCounts.of(NAMES, new long[] {a, b, 0, unseen, missing});
  }
}
