package com.nextgen.ml.monitoring.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.fairness.gap.Gap;
import com.nextgen.ml.monitoring.fairness.gap.Interval;
import com.nextgen.ml.monitoring.fairness.sums.AttributeKey;
import com.nextgen.ml.monitoring.fairness.sums.AttributeSums;
import com.nextgen.ml.monitoring.fairness.sums.ClassSums;
import com.nextgen.ml.monitoring.fairness.sums.GroupSums;
import com.nextgen.ml.monitoring.fairness.sums.ScoreSums;
import com.nextgen.ml.monitoring.fairness.sums.ValueSums;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.policy.FairnessMetric;
import com.nextgen.ml.monitoring.schema.policy.FalseAlarmBudget;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FairnessEvaluationTest {
  private static final FairnessMetric OPPORTUNITY = FairnessMetric.EQUAL_OPPORTUNITY;
  private static final double ALARM = 1e-4;

  private static MetricReport opportunity(Map<String, ? extends GroupSums> groups) {
    AttributeReport report =
        FairnessFixtures.evaluate(
            FairnessFixtures.attribute(groups), "a", FairnessFixtures.criteria(ALARM, OPPORTUNITY));
    return metric(report, OPPORTUNITY);
  }

  private static MetricReport metric(AttributeReport report, FairnessMetric metric) {
    return Objects.requireNonNull(report.metric(metric));
  }

  @Test
  void aGapThatIsSurelyPastTheToleranceIsUnfairAndNamesTheGroup() {
    MetricReport report =
        opportunity(
            Map.of(
                "a", FairnessFixtures.positives(900, 1000),
                "b", FairnessFixtures.positives(600, 1000),
                "c", FairnessFixtures.positives(90, 100)));
    assertThat(report.verdict()).isEqualTo(FairnessVerdict.UNFAIR);
    assertThat(report.unfair()).containsExactly("b");
    assertThat(Objects.requireNonNull(report.largest()).group()).isEqualTo("b");
    assertThat(Objects.requireNonNull(report.largest()).gap().value()).isEqualTo(0.6 - 0.9);
  }

  @Test
  void aGapThatIsShownToBeSmallIsFair() {
    MetricReport report =
        opportunity(
            Map.of(
                "a", FairnessFixtures.positives(800, 1000),
                "b", FairnessFixtures.positives(780, 1000)));
    assertThat(report.verdict()).isEqualTo(FairnessVerdict.FAIR);
    assertThat(report.needs()).isEmpty();
  }

  @Test
  void fewPositivesAreNamedWithWhatIsMissing() {
    MetricReport report =
        opportunity(
            Map.of(
                "a", FairnessFixtures.positives(800, 1000),
                "b", ClassSums.of(30, 0, 5000, 30)));
    assertThat(report.verdict()).isEqualTo(FairnessVerdict.NOT_ENOUGH_DATA);
    assertThat(report.reason()).isEqualTo(Reason.TOO_FEW_ROWS);
    assertThat(report.needs()).containsExactly(new Shortage("b", "actual-positive", 40L));
  }

  @Test
  void theRowsThatAreSaidToBeMissingMakeAVerdict() {
    ClassSums reference = FairnessFixtures.positives(800, 1000);
    for (long found : new long[] {75, 60, 55}) {
      MetricReport report =
          opportunity(Map.of("a", reference, "b", FairnessFixtures.positives(found, 100)));
      assertThat(report.reason()).isEqualTo(Reason.UNCERTAIN_GAP);
      Shortage need = report.needs().get(0);
      assertThat(need.group()).isEqualTo("b");
      double times = 1.25 * (100 + Objects.requireNonNull(need.rows())) / 100.0;
      MetricReport later =
          opportunity(
              Map.of(
                  "a", grown(reference, times),
                  "b", grown(FairnessFixtures.positives(found, 100), times)));
      assertThat(later.verdict()).isNotEqualTo(FairnessVerdict.NOT_ENOUGH_DATA);
    }
  }

  private static ClassSums grown(ClassSums sums, double times) {
    return FairnessFixtures.positives(
        Math.round(sums.truePositives() * times),
        Math.round((sums.truePositives() + sums.falseNegatives()) * times));
  }

  @Test
  void aMissingDenominatorIsNoFigureAndNotZero() {
    MetricReport report =
        opportunity(
            Map.of("a", FairnessFixtures.positives(800, 1000), "b", ClassSums.of(0, 50, 950, 0)));
    assertThat(report.largest()).isNull();
    assertThat(report.gaps()).isEmpty();
    assertThat(report.worst()).isNull();
    assertThat(report.needs()).containsExactly(new Shortage("b", "actual-positive", 100L));
  }

  @Test
  void withoutTheReferenceNothingIsCompared() {
    MetricReport report = opportunity(Map.of("b", FairnessFixtures.positives(500, 1000)));
    assertThat(report.reason()).isEqualTo(Reason.NO_REFERENCE_GROUP);
    assertThat(report.needs()).containsExactly(new Shortage("a", "actual-positive", 100L));
  }

  @Test
  void equalizedOddsNeedBothPartsInsideAndOneOutside() {
    ClassSums reference = ClassSums.of(800, 100, 900, 200);
    assertThat(odds(reference, ClassSums.of(800, 105, 895, 200)).verdict())
        .isEqualTo(FairnessVerdict.FAIR);
    MetricReport unfair = odds(reference, ClassSums.of(800, 400, 600, 200));
    assertThat(unfair.verdict()).isEqualTo(FairnessVerdict.UNFAIR);
    assertThat(Objects.requireNonNull(unfair.largest()).gap().value()).isEqualTo(0.4 - 0.1);
    Interval interval = Objects.requireNonNull(unfair.largest().gap().interval());
    assertThat(interval.low()).isBetween(0.2, 0.3);
    assertThat(interval.high()).isBetween(0.3, 0.4);
    MetricReport open = odds(reference, ClassSums.of(800, 6, 54, 200));
    assertThat(open.needs()).extracting(Shortage::denominator).containsExactly("actual-negative");
  }

  private static MetricReport odds(ClassSums reference, ClassSums group) {
    AttributeReport report =
        FairnessFixtures.evaluate(
            FairnessFixtures.attribute(Map.of("a", reference, "b", group)),
            "a",
            FairnessFixtures.criteria(ALARM, FairnessMetric.EQUALIZED_ODDS));
    return metric(report, FairnessMetric.EQUALIZED_ODDS);
  }

  @Test
  void theRatioIsJudgedOnBothSides() {
    for (String reference : List.of("a", "b")) {
      AttributeReport report =
          FairnessFixtures.evaluate(
              FairnessFixtures.attribute(
                  Map.of("a", ClassSums.of(200, 0, 800, 0), "b", ClassSums.of(400, 0, 600, 0))),
              reference,
              FairnessFixtures.criteria(ALARM, FairnessMetric.DISPARATE_IMPACT));
      assertThat(report.verdict()).isEqualTo(FairnessVerdict.UNFAIR);
    }
  }

  @Test
  void theMoreIsJudgedTheMoreItTakesToBeUnfair() {
    AttributeSums sums =
        FairnessFixtures.attribute(
            Map.of(
                "a", FairnessFixtures.positives(800, 1000),
                "b", FairnessFixtures.positives(124, 200)));
    FairnessCriteria criteria = FairnessFixtures.criteria(0.4, OPPORTUNITY);
    Compared one = new Compared(sums, "a", null, null);
    assertThat(FairnessEvaluation.evaluate(List.of(one), criteria).get(0).verdict())
        .isEqualTo(FairnessVerdict.UNFAIR);
    List<Compared> many = Collections.nCopies(50, one);
    assertThat(FairnessEvaluation.evaluate(many, criteria).get(0).verdict())
        .isEqualTo(FairnessVerdict.NOT_ENOUGH_DATA);
  }

  @Test
  void rowsAreOverTheDesignEffect() {
    AttributeSums sums =
        FairnessFixtures.attribute(
            Map.of(
                "a", FairnessFixtures.positives(800, 1000),
                "b", FairnessFixtures.positives(400, 600)));
    FairnessCriteria criteria = FairnessFixtures.criteria(0.05, OPPORTUNITY);
    AttributeReport dependent = FairnessFixtures.evaluate(sums, "a", criteria.withDesignEffect(10));
    assertThat(metric(dependent, OPPORTUNITY).reason()).isEqualTo(Reason.TOO_FEW_ROWS);
    assertThat(metric(dependent, OPPORTUNITY).needs())
        .containsExactly(new Shortage("b", "actual-positive", 400L));
  }

  @Test
  void labelsOfTooFewOrOtherPredictionsAreNotJudged() {
    Map<String, ClassSums> half = Map.of("a", halfLabelled(), "b", halfLabelled());
    assertThat(opportunity(half).reason()).isEqualTo(Reason.LOW_COVERAGE);
    Map<String, ClassSums> uneven =
        Map.of("a", FairnessFixtures.positives(80_000, 100_000), "b", halfLabelled());
    assertThat(opportunity(uneven).reason()).isEqualTo(Reason.UNEVEN_COVERAGE);
    FairnessCriteria byArrival = FairnessCriteria.onDemand(MonitoringPolicy.DEFAULT, false);
    AttributeReport report =
        FairnessFixtures.evaluate(FairnessFixtures.attribute(uneven), "a", byArrival);
    assertThat(metric(report, OPPORTUNITY).reason()).isEqualTo(Reason.UNKNOWN_COVERAGE);
  }

  private static ClassSums halfLabelled() {
    return new ClassSums(2000, 1000, 800, 0, 0, 200, 800, ScoreSums.NONE);
  }

  @Test
  void predictionsAloneAreJudgedWithoutLabels() {
    ClassSums few = new ClassSums(5000, 500, 0, 0, 0, 0, 0, ScoreSums.NONE);
    ClassSums many = new ClassSums(5000, 2500, 0, 0, 0, 0, 0, ScoreSums.NONE);
    AttributeReport report =
        FairnessFixtures.evaluate(
            FairnessFixtures.attribute(Map.of("a", few, "b", many)),
            "a",
            FairnessFixtures.criteria(ALARM, FairnessMetric.DEMOGRAPHIC_PARITY));
    assertThat(report.verdict()).isEqualTo(FairnessVerdict.UNFAIR);
  }

  @Test
  void aGapIsToldApartFromOneThatWasThereBefore() {
    AttributeSums now = pair(8000, 6000);
    assertThat(opened(now, pair(8000, 6020))).isFalse();
    assertThat(opened(now, pair(8000, 7900))).isTrue();
    assertThat(opened(now, pair(8, 7))).isNull();
    assertThat(opened(now, null)).isNull();
  }

  private static AttributeSums pair(long first, long second) {
    long of = first < 100 ? 10 : 10_000;
    return FairnessFixtures.attribute(
        Map.of(
            "a", FairnessFixtures.positives(first, of),
            "b", FairnessFixtures.positives(second, of)));
  }

  private static @Nullable Boolean opened(AttributeSums now, @Nullable AttributeSums before) {
    return FairnessEvaluation.evaluate(
            List.of(new Compared(now, "a", before, null)),
            FairnessFixtures.criteria(ALARM, OPPORTUNITY))
        .get(0)
        .opened();
  }

  @Test
  void strataShowWhatTheWholeHides() {
    // Each department admits the groups alike; b applies where few are admitted.
    Compared east = stratum("dept=1", ClassSums.of(800, 0, 200, 0), ClassSums.of(80, 0, 20, 0));
    Compared west = stratum("dept=2", ClassSums.of(20, 0, 80, 0), ClassSums.of(200, 0, 800, 0));
    AttributeSums whole =
        FairnessFixtures.attribute(
            Map.of("a", ClassSums.of(820, 0, 280, 0), "b", ClassSums.of(280, 0, 820, 0)));
    List<AttributeReport> reports =
        FairnessEvaluation.evaluate(
            List.of(new Compared(whole, "a", null, null), east, west),
            FairnessFixtures.criteria(ALARM, FairnessMetric.DEMOGRAPHIC_PARITY));
    assertThat(reports)
        .extracting(AttributeReport::verdict)
        .containsExactly(FairnessVerdict.UNFAIR, FairnessVerdict.FAIR, FairnessVerdict.FAIR);
    for (AttributeReport stratum : reports.subList(1, 3)) {
      MetricReport parity = metric(stratum, FairnessMetric.DEMOGRAPHIC_PARITY);
      assertThat(Objects.requireNonNull(parity.largest()).gap().value()).isZero();
    }
  }

  private static Compared stratum(String condition, ClassSums a, ClassSums b) {
    return new Compared(
        new AttributeSums(
            new AttributeKey("sex", condition, "yes"), new TreeMap<>(Map.of("a", a, "b", b)), 0),
        "a",
        null,
        null);
  }

  @Test
  void meanErrorsAreJudgedInPartsOfTheValidationError() {
    ValueSums low = values(500, 0.0);
    ValueSums high = values(500, 0.5);
    AttributeSums sums = FairnessFixtures.attribute(Map.of("a", low, "b", high));
    FairnessCriteria criteria = FairnessFixtures.criteria(ALARM, OPPORTUNITY);
    FairnessMetric error = FairnessMetric.MEAN_ERROR;
    assertThat(metric(FairnessFixtures.evaluate(sums, "a", criteria), error).reason())
        .isEqualTo(Reason.NO_VALIDATION);
    assertThat(FairnessFixtures.evaluate(sums, "a", criteria.withAbsoluteError(1.0)).verdict())
        .isEqualTo(FairnessVerdict.UNFAIR);
    assertThat(FairnessFixtures.evaluate(sums, "a", criteria.withAbsoluteError(10.0)).verdict())
        .isEqualTo(FairnessVerdict.FAIR);
  }

  /** Errors of ±1 about this mean. */
  private static ValueSums values(int rows, double mean) {
    ValueSums sums = ValueSums.NONE;
    for (int i = 0; i < rows; i++) {
      sums = sums.plus(ValueSums.of(mean + (i % 2 == 0 ? 1 : -1), 0));
    }
    return sums;
  }

  @Test
  void aGroupIsHeldAgainstAllRowsByItsShareOfTheRest() {
    AttributeReport report =
        FairnessFixtures.evaluate(
            FairnessFixtures.attribute(
                Map.of("a", ClassSums.of(90, 0, 10, 0), "b", ClassSums.of(120, 0, 180, 0))),
            "a",
            FairnessFixtures.criteria(ALARM));
    GroupGap gap = metric(report, FairnessMetric.DEMOGRAPHIC_PARITY).againstAll().get(0);
    assertThat(gap.group()).isEqualTo("a");
    assertThat(gap.gap().value()).isEqualTo(0.75 * (0.9 - 0.4));
    Interval interval = Objects.requireNonNull(gap.gap().interval());
    assertThat(interval.low()).isLessThan(0.375).isGreaterThan(0.75 * 0.3);
  }

  @Test
  void theDocumentSaysWhatIsJudgedAndWhatIsMissing() {
    AttributeReport attribute =
        FairnessFixtures.evaluate(
            FairnessFixtures.attribute(
                Map.of(
                    "a", FairnessFixtures.positives(800, 1000),
                    "b", FairnessFixtures.positives(30, 60))),
            "a",
            FairnessFixtures.criteria(ALARM, OPPORTUNITY));
    FairnessReport report =
        new FairnessReport(
            new Subject("m", "1", "instance", "baseline"),
            new WindowSpan("1h", null, null, 1060),
            "prediction",
            null,
            FairnessFixtures.criteria(ALARM, OPPORTUNITY),
            List.of(attribute));
    assertThat(new String(FairnessReportJson.toBytes(report), StandardCharsets.UTF_8))
        .contains("\"verdict\":\"not-enough-data\"")
        .contains("\"needs\":[{\"group\":\"b\",\"denominator\":\"actual-positive\",\"rows\":40}]")
        .contains("\"metric\":\"equalOpportunityDifference\",\"value\":-0.30000000000000004")
        .contains("\"pair\":[\"b\",\"a\"]")
        .doesNotContain("NaN");
  }

  @Test
  void windowsHaveHalfOfTheFamilysShareOfTheBudget() {
    Window day = Window.parse("1d");
    MonitoringPolicy policy =
        new MonitoringPolicy(List.of(day), 500, FalseAlarmBudget.parse("1 per 30d"));
    FairnessCriteria criteria = FairnessCriteria.forWindow(policy, day);
    assertThat(criteria.level()).isCloseTo(1 / 6.0 / 30 / 2, within(1e-15));
    assertThat(criteria.nominal()).isFalse();
  }

  @Test
  void aGapThatDoesNotExistCannotBeMade() {
    assertThatThrownBy(() -> new Gap(Double.NaN, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
