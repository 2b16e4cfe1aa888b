package com.nextgen.ml.monitoring.drift.multivariate;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.Counts;
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
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The domain classifier as reports have it: background rows against a sample of a window. */
class BackgroundRowsTest {
  private final Random random = new Random(21);

  @Test
  void detectsAReversedRelation() {
    Baseline baseline = Rows.baseline(Rows.normal(random, 2_000, 4, 0.6));
    RowBlock window = Rows.normal(random, 1_000, 4, -0.6);
    MultivariateReport report = together(baseline, window, head(window, 250));

    assertThat(judged(report).verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(judged(report).figure().rows()).isEqualTo(250);
    assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
  }

  @Test
  void rowsOfTheSameDistributionAreStable() {
    Baseline baseline = Rows.baseline(Rows.normal(random, 2_000, 4, 0.6));
    RowBlock window = Rows.normal(random, 1_000, 4, 0.6);

    assertThat(judged(together(baseline, window, head(window, 250))).verdict())
        .isEqualTo(Verdict.STABLE);
  }

  @Test
  void tooFewRowsDisableTheClassifierAlone() {
    Baseline baseline = Rows.baseline(Rows.normal(random, 2_000, 4, 0.6));
    RowBlock window = Rows.normal(random, 1_000, 4, 0.6);
    MultivariateReport report = together(baseline, window, head(window, 249));

    assertThat(report.withheld())
        .containsOnlyKeys(MultivariateMethod.DOMAIN_CLASSIFIER)
        .containsValue(Reason.TOO_FEW_ROWS);
    assertThat(report.tests()).hasSize(2);
    assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
  }

  @Test
  void usesProductsOfTheSampleForManyFeatures() {
    Baseline baseline = Rows.baseline(Rows.normal(random, 2_000, 40, 0.6));
    RowBlock turned = Rows.normal(random, 1_000, 40, -0.6);
    RowBlock same = Rows.normal(random, 1_000, 40, 0.6);

    assertThat(together(baseline, turned, null).reason()).isEqualTo(Reason.TOO_MANY_FEATURES);
    assertThat(together(baseline, turned, head(turned, 249)).reason())
        .isEqualTo(Reason.TOO_FEW_ROWS);
    assertThat(together(baseline, turned, head(turned, 250)).tests())
        .hasSize(3)
        .allMatch(test -> test.verdict() == Verdict.DRIFTED);
    assertThat(together(baseline, same, same).tests())
        .hasSize(3)
        .allMatch(test -> test.verdict() == Verdict.STABLE);
  }

  /** The first rows of a sample can be the first ones of the window. */
  @Test
  void classifiesRowsFromAllOfALargeSample() {
    Baseline baseline = Rows.baseline(Rows.normal(random, 2_000, 4, 0.6));
    RowBlock window = Rows.normal(random, 1_000, 4, 0.6);
    RowBlock turned = Rows.normal(random, 1_000, 4, -0.6);
    System.arraycopy(turned.numeric(), 1_000, window.numeric(), 1_000, 3_000);

    assertThat(judged(together(baseline, window, window)).verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(judged(together(baseline, window, head(window, 250))).verdict())
        .isEqualTo(Verdict.STABLE);
  }

  @Test
  void givesAReasonAgainstLiveRows() {
    Baseline baseline = Rows.baseline(Rows.normal(random, 2_000, 4, 0.6));
    Counts counts = Rows.count(baseline, Rows.normal(random, 1_000, 4, 0.6));
    DriftReport report = evaluate(Reference.of(counts), counts, null);

    assertThat(new String(DriftReportJson.toBytes(report), StandardCharsets.UTF_8))
        .contains(
            "\"multivariate\":{\"verdict\":\"not-enough-data\",\"reason\":\"baseline-only\"}");
  }

  @Test
  void boundsTheBackgroundForManyFeatures() {
    assertThat(Rows.baseline(Rows.normal(random, 1_000, 2, 0)).background().rows()).isEqualTo(250);
    assertThat(Rows.baseline(Rows.normal(random, 300, 200, 0)).background().rows()).isEqualTo(125);
  }

  private static MultivariateReport.Judged judged(MultivariateReport report) {
    return report.tests().stream()
        .filter(test -> test.figure().test() == MultivariateMethod.DOMAIN_CLASSIFIER)
        .findFirst()
        .orElseThrow();
  }

  private static MultivariateReport together(
      Baseline baseline, RowBlock window, @Nullable RowBlock sample) {
    Reference reference = Reference.of(baseline).with(MultivariateReference.of(baseline));
    DriftReport report = evaluate(reference, Rows.count(baseline, window), sample);
    assertThat(report.multivariate()).isNotNull();
    return report.multivariate();
  }

  private static DriftReport evaluate(
      Reference reference, Counts counts, @Nullable RowBlock sample) {
    return DriftEvaluation.evaluate(
        reference,
        counts,
        sample,
        DriftCriteria.onDemand(MonitoringPolicy.DEFAULT),
        new Subject("test", "1", "instance", "baseline"),
        new WindowSpan("1h", null, null, counts.rows()));
  }

  private static RowBlock head(RowBlock rows, int size) {
    double[] values = Arrays.copyOf(rows.numeric(), size * rows.numericWidth());
    return new RowBlock(size, values, new String[0]);
  }
}
