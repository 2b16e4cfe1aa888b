package com.nextgen.ml.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.drift.ColumnReport.TestFigure;
import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.ContingencyTable;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.drift.statistic.PopulationStability;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.drift.statistic.TestResult;
import com.nextgen.ml.monitoring.schema.policy.FeaturePolicy;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** PSI over many cells is large by their number alone, which the verdict takes off. */
class PsiOfManyCellsTest {
  private static final CriticalValues CRITICAL = new CriticalValues(0.05);

  @Test
  void subtractsTheMeanWithoutDrift() {
    SplittableRandom random = new SplittableRandom(11);
    int windows = 400;
    double sum = 0;
    double squares = 0;
    double off = 0;
    for (int i = 0; i < windows; i++) {
      ContingencyTable table =
          new ColumnComparison(draw(60, 6000, random), draw(60, 1200, random)).table();
      double psi = new PopulationStability().evaluate(table, CRITICAL).statistic();
      off = PopulationStability.expectedOfMoreCells(table);
      // What ten degrees have of it is not taken off.
      double rest = psi - off - 10 * table.noise();
      sum += rest;
      squares += rest * rest;
    }
    double error = Math.sqrt(squares / windows - sum * sum / windows / windows);
    // To second order: cells of 20 expected rows scatter a tenth more than the limit says.
    assertThat(off).isEqualTo(49 * (1 / 6000.0 + 1 / 1200.0), within(1e-12));
    assertThat(sum / windows).isEqualTo(0, within(4 * error / Math.sqrt(windows) + 0.1 * off));
  }

  @Test
  void tenBinsAndMissingValuesKeepTheCustomaryThreshold() {
    SplittableRandom random = new SplittableRandom(12);
    ContingencyTable eleven =
        new ColumnComparison(draw(11, 2000, random), draw(11, 500, random)).table();

    assertThat(PopulationStability.expectedOfMoreCells(eleven)).isZero();
  }

  @Test
  void verdictAndReportShareTheThreshold() {
    ColumnPolicy policy =
        ColumnPolicy.of(DriftCriteria.onDemand(MonitoringPolicy.DEFAULT), FeaturePolicy.DEFAULT);
    ContingencyTable table =
        new ColumnComparison(draw(90, 5000, new SplittableRandom(13)), draw(90, 500)).table();
    double threshold = policy.threshold(TestName.PSI, table).orElseThrow();
    double psi = new PopulationStability().evaluate(table, CRITICAL).statistic();

    assertThat(threshold).isEqualTo(0.2 + 79 * (1 / 5000.0 + 1 / 500.0), within(1e-12));
    assertThat(psi).isBetween(0.15, threshold);
    assertThat(policy.effects(List.of(figure(threshold - 1e-9, threshold)), List.of()).any())
        .isFalse();
    assertThat(policy.effects(List.of(figure(threshold, threshold)), List.of()).measures())
        .containsExactly("psi");
    assertThat(policy.threshold(TestName.KS, table)).isEqualTo(policy.threshold(TestName.KS));
  }

  private static TestFigure figure(double psi, double threshold) {
    return new TestFigure(
        TestResult.Measured.of(TestName.PSI, psi, 0.5, OptionalDouble.empty()),
        OptionalDouble.of(threshold));
  }

  private static CategoricalCounts draw(int size, int rows) {
    return draw(size, rows, new SplittableRandom(14));
  }

  private static CategoricalCounts draw(int size, int rows, SplittableRandom random) {
    CategoricalBins bins =
        CategoricalBins.of(IntStream.range(0, size).mapToObj(i -> "c" + i).toList());
    long[] cells = new long[size + 3];
    for (int i = 0; i < rows; i++) {
      cells[random.nextInt(size)]++;
    }
    return CategoricalCounts.of(bins, cells);
  }
}
