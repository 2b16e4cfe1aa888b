package com.nextgen.ml.monitoring.drift.multivariate;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.DriftEvaluation;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.DriftReportJson;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often windows without drift are called significant: new baselines and windows each time. */
@Tag("slow")
class MultivariateCalibrationTest {
  private static final int REPETITIONS = Integer.getInteger("calibration.repetitions", 500);

  @ParameterizedTest(name = "{0}, {1} columns, {2} baseline rows, {3} window rows")
  @CsvSource({
    "normal, 2, 1000, 500",
    "normal, 6, 2000, 500",
    "normal, 6, 2000, 5000",
    "skewed, 6, 2000, 1000",
    "independent, 6, 2000, 1000",
    "normal, 12, 1000, 2000",
    "normal, 40, 2000, 250",
    "skewed, 40, 2000, 1000",
    "heavy, 6, 5000, 500",
    "t2, 6, 2000, 1000",
    "zeros, 6, 2000, 1000"
  })
  void falseAlarmRateIsAsStated(String shape, int width, int baselineRows, int windowRows) {
    Random random = new Random(width * 31L + windowRows);
    int repetitions = width > ProductCounts.MAX_COUNTED ? REPETITIONS / 5 : REPETITIONS;
    double[] together = new double[repetitions];
    double[] correlation = new double[repetitions];
    double[] reconstruction = new double[repetitions];
    for (int i = 0; i < repetitions; i++) {
      Baseline baseline = Rows.baseline(rows(random, shape, baselineRows, width));
      ProductCounts window = Rows.products(baseline, rows(random, shape, windowRows, width));
      MultivariateFindings findings = Rows.reference(baseline).evaluate(window, 0.05, 0.2, 1);
      together[i] = findings.pValue().orElseThrow();
      correlation[i] = findings.figures().get(0).pValue();
      reconstruction[i] = findings.figures().get(1).pValue();
    }
    for (double[] pValues : new double[][] {together, correlation, reconstruction}) {
      for (double level : new double[] {0.05, 0.01, 0.001}) {
        long found = Arrays.stream(pValues).filter(p -> p <= level).count();
        assertThat(found).as("at " + level).isLessThanOrEqualTo(most(repetitions, level));
      }
    }
  }

  /**
   * The most of so many trials that may fire: what passes it comes with no more than the
   * probability of three standard deviations, .00135, of which counts of few know nothing.
   */
  private static long most(int trials, double level) {
    double probability = Math.pow(1 - level, trials);
    double upTo = probability;
    int count = 0;
    while (1 - upTo > 0.00135) {
      probability *= (trials - count) / (count + 1.0) * level / (1 - level);
      upTo += probability;
      count++;
    }
    return count;
  }

  private static RowBlock rows(Random random, String shape, int rows, int width) {
    RowBlock block = Rows.normal(random, rows, width, shape.equals("independent") ? 0 : 0.6);
    double[] values = block.numeric();
    double scale = 1;
    for (int i = 0; i < values.length; i++) {
      // Of Student's t with 2 degrees all columns of a row are far out together.
      scale = i % width == 0 ? Math.sqrt(-Math.log(1 - random.nextDouble())) : scale;
      values[i] =
          switch (shape) {
            case "skewed" -> Math.exp(values[i]);
            case "heavy" -> Math.exp(2.5 * values[i]);
            case "zeros" -> Math.max(0, values[i] - 0.8);
            case "t2" -> values[i] / scale;
            default -> values[i];
          };
    }
    return block;
  }

  @Test
  void findsAFlippedCorrelationThatNoFeatureShows() {
    Random random = new Random(3);
    Baseline baseline = Rows.baseline(Rows.normal(random, 2000, 4, 0.6));
    Counts window = Rows.count(baseline, Rows.normal(random, 1000, 4, -0.6));
    DriftReport report =
        DriftEvaluation.evaluate(
            Reference.of(baseline).with(MultivariateReference.of(baseline)),
            window,
            DriftCriteria.nominal(500),
            new Subject("m", "1", "instance", "baseline"),
            new WindowSpan("1h", null, null, 1000));
    assertThat(report.features()).allMatch(column -> column.verdict() == Verdict.STABLE);
    MultivariateReport together = report.multivariate();
    assertThat(together).isNotNull();
    assertThat(together.verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(together.pValue().orElseThrow()).isLessThan(1e-8);
    assertThat(together.tests()).hasSize(2).allMatch(test -> test.verdict() == Verdict.DRIFTED);
    assertThat(together.tests().get(0).figure().features())
        .isIn(List.of("x0", "x1"), List.of("x2", "x3"));
    assertThat(report.hasDrift()).isTrue();
    assertThat(new String(DriftReportJson.toBytes(report), StandardCharsets.UTF_8))
        .contains(
            "\"multivariate\":{\"verdict\":\"drifted\"",
            "\"correlation\":{\"statistic\":",
            "\"reconstructionError\":{\"statistic\":");
  }

  /** Blocks of a stream that wanders say how much a window may: what rows alone would not. */
  @Test
  void comparesWanderingStreamsWithBlocksOfTime() {
    Random random = new Random(5);
    int found = 0;
    for (int i = 0; i < 200; i++) {
      Baseline baseline = Rows.baselineInTime(wandering(random, 40, 100), Rows.features(2));
      ProductCounts window = Rows.products(baseline, wandering(random, 1, 2000));
      found +=
          Rows.reference(baseline).evaluate(window, 0.01, 0.2, 1).pValue().orElse(1) <= 0.01
              ? 1
              : 0;
    }
    assertThat(found).isLessThanOrEqualTo(6); // the .99 quantile of 200 trials at .01
  }

  private static RowBlock wandering(Random random, int blocks, int rows) {
    double[][] values = new double[blocks * rows][];
    for (int b = 0; b < blocks; b++) {
      double correlation = 0.5 + 0.1 * random.nextGaussian();
      RowBlock part = Rows.normal(random, rows, 2, Math.max(-0.9, Math.min(0.9, correlation)));
      for (int row = 0; row < rows; row++) {
        values[b * rows + row] =
            new double[] {part.numeric()[2 * row], part.numeric()[2 * row + 1]};
      }
    }
    return Rows.of(values);
  }

  @Test
  void tooFewRowsAndConstantColumnsAreNotEnoughData() {
    Baseline baseline = Rows.baseline(Rows.normal(new Random(1), 1000, 2, 0.5));
    ProductCounts few = Rows.products(baseline, Rows.normal(new Random(2), 499, 2, 0.5));
    assertThat(Rows.reference(baseline).evaluate(few, 0.05, 0.2, 500).reason())
        .isEqualTo(Reason.TOO_FEW_ROWS);
    Baseline wide = Rows.baseline(Rows.normal(new Random(3), 1000, 33, 0.5));
    assertThat(Rows.reference(wide).evaluate(ProductCounts.empty(0), 0.05, 0.2, 500).reason())
        .isEqualTo(Reason.TOO_MANY_FEATURES);
    Baseline constant = Rows.baseline(Rows.of(new double[1000][2]));
    ProductCounts same = Rows.products(constant, Rows.of(new double[600][2]));
    assertThat(Rows.reference(constant).evaluate(same, 0.05, 0.2, 500).reason())
        .isEqualTo(Reason.NO_VALUES);
  }
}
