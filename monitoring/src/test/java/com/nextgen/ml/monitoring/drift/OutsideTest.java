package com.nextgen.ml.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.drift.comparison.ShareChange;
import com.nextgen.ml.monitoring.drift.comparison.ShareChange.Cell;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.EffectThresholds;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that the baseline never had are an effect, wherever they lie. */
class OutsideTest {
  private static final DriftCriteria NOMINAL = DriftCriteria.nominal(500);

  private static double[] numbers(int rows, IntToDoubleFunction value) {
    return IntStream.range(0, rows).mapToDouble(value).toArray();
  }

  private static String[] names(int rows, IntFunction<String> name) {
    return IntStream.range(0, rows).mapToObj(name).toArray(String[]::new);
  }

  private static double psi(ColumnReport report) {
    return report.test(TestName.PSI).orElseThrow().statistic();
  }

  private static double change(ColumnReport report, Cell cell) {
    return report.effects().outside().stream()
        .filter(share -> share.cell() == cell)
        .mapToDouble(ShareChange::size)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void zerosThatBecomeASentinelHaveDrifted() {
    Random random = new Random(1);
    double[] training = numbers(2000, i -> i % 5 < 3 ? 0 : Math.exp(random.nextGaussian()));
    double[] now = numbers(2000, i -> i % 5 < 3 ? -1 : Math.exp(random.nextGaussian()));
    ColumnReport report = OneColumn.of(training).judge(NOMINAL, now);

    assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(report.effects().measures()).containsExactly("psi", "l-infinity", "outside");
    assertThat(change(report, Cell.BELOW)).isCloseTo(0.6, within(1e-12));
    assertThat(OneColumn.of(training).judge(NOMINAL, training).verdict()).isEqualTo(Verdict.STABLE);
  }

  @Test
  void aConstantThatBecomesAnotherHasDrifted() {
    OneColumn seven = OneColumn.of(numbers(1000, i -> 7.5));
    ColumnReport report = seven.judge(NOMINAL, numbers(1000, i -> 9999.5));

    assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(change(report, Cell.ABOVE)).isEqualTo(1);
    assertThat(((Summary.Numeric) report.current()).moments().orElseThrow().mean())
        .as("the mean of equal values, however far out")
        .isEqualTo(9999.5);
    assertThat(seven.judge(NOMINAL, numbers(1000, i -> 7.5)).verdict()).isEqualTo(Verdict.STABLE);
  }

  @Test
  void valuesBetweenThoseOfADiscreteNumberHaveDrifted() {
    OneColumn training = OneColumn.of(numbers(3000, i -> i % 3 * 10));
    ColumnReport report = training.judge(NOMINAL, numbers(3000, i -> i % 3 == 1 ? 5 : i % 3 * 10));

    assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(change(report, Cell.GAP)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(training.judge(NOMINAL, numbers(3000, i -> i % 3 * 10)).verdict())
        .isEqualTo(Verdict.STABLE);
  }

  @Test
  void rareCategoriesThatAreAllReplacedHaveDrifted() {
    OneColumn training =
        OneColumn.of(names(5000, i -> i % 10 == 0 ? "rare-" + i / 10 % 600 : "n" + i % 10));
    ColumnReport report =
        training.judge(NOMINAL, names(5000, i -> i % 10 == 0 ? "new-" + i / 10 : "n" + i % 10));

    assertThat(report.effects().measures()).contains("outside");
    assertThat(change(report, Cell.UNSEEN)).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void aShareOfMissingValuesIsAnEffectByItself() {
    Random random = new Random(2);
    OneColumn training = OneColumn.of(numbers(5000, i -> random.nextGaussian()));
    ColumnReport report =
        training.judge(
            NOMINAL, numbers(2000, i -> i % 18 == 0 ? Missing.NUMBER : random.nextGaussian()));

    assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(report.effects().measures()).contains("outside");
  }

  @Test
  void whatShareMattersIsThePolicys() {
    Random random = new Random(3);
    OneColumn training = OneColumn.of(numbers(5000, i -> random.nextGaussian()));
    double[] now = numbers(2000, i -> i % 16 == 0 ? 99 : random.nextGaussian());

    ColumnReport patient = training.judge(with(0.1), now);
    assertThat(patient.effects().measures()).doesNotContain("outside");
    assertThat(training.judge(with(0.06), now).effects().measures()).contains("outside");
  }

  private static DriftCriteria with(double outside) {
    return new DriftCriteria(
        0.05,
        true,
        500,
        new DriftSettings(new EffectThresholds(Map.of("outside", outside)), 0.5, Map.of()));
  }

  /** A chance of (500 / 700)^25 for either end: 5 % of 500 values beyond 200 others. */
  @ParameterizedTest
  @ValueSource(ints = {200, 1000, 5000})
  void withoutDriftNoWindowReachesWhatMatters(int training) {
    Random random = new Random(4);
    int byChance = 0;
    int ofOneBin = 0;
    for (int i = 0; i < 300; i++) {
      OneColumn column = OneColumn.of(numbers(training, j -> random.nextGaussian()));
      ColumnReport report = column.judge(NOMINAL, numbers(500, j -> random.nextGaussian()));
      assertThat(psi(report)).isLessThan(0.2);
      byChance += report.effects().measures().contains("outside") ? 1 : 0;
      ofOneBin += report.effects().measures().contains("l-infinity") ? 1 : 0;
    }

    assertThat(byChance).isLessThanOrEqualTo(training == 200 ? 2 : 0);
    // 200 rows have four bins: .102 is 2.8 standard deviations of a quarter, 6 of a tenth.
    assertThat(ofOneBin).isLessThanOrEqualTo(training == 200 ? 12 : 0);
  }

  @Test
  void probabilitiesAndClassesCannotBeOutside() {
    NumericBins unit =
        new NumericBins(Precision.FLOAT64, 0, new double[] {0.5, 1}, new int[] {0}, 0.5, 0.3);
    NumericBins margins =
        new NumericBins(Precision.FLOAT64, -3, new double[] {0.5, 1}, new int[] {0}, 0.5, 0.3);

    assertThat(new Column(Column.SCORE, Column.Source.SCORE, 0, unit).isOpen()).isFalse();
    assertThat(new Column(Column.SCORE, Column.Source.SCORE, 0, margins).isOpen()).isTrue();
    assertThat(new Column("x", Column.Source.NUMERIC_INPUT, 0, unit).isOpen()).isTrue();
  }
}
