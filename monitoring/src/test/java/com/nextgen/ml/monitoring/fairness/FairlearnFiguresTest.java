package com.nextgen.ml.monitoring.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.fairness.gap.Gap;
import com.nextgen.ml.monitoring.fairness.gap.GroupFigure;
import com.nextgen.ml.monitoring.fairness.gap.GroupFigures;
import com.nextgen.ml.monitoring.fairness.gap.Interval;
import com.nextgen.ml.monitoring.fairness.gap.Rate;
import com.nextgen.ml.monitoring.fairness.sums.AttributeSums;
import com.nextgen.ml.monitoring.fairness.sums.GroupSums;
import com.nextgen.ml.monitoring.fairness.sums.ValueSums;
import com.nextgen.ml.monitoring.schema.policy.FairnessMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Figures and gaps of real data are fairlearn's, AIF360's and statsmodels'. */
class FairlearnFiguresTest {
  private static final JsonNode FIXTURE = FairnessFixtures.read();
  private static final double CLOSE = 1e-10;

  static Stream<Named> cases() {
    return StreamSupport.stream(FIXTURE.get("classes").spliterator(), false).map(Named::new);
  }

  record Named(JsonNode data) {
    AttributeReport report() {
      return FairnessFixtures.evaluate(
          FairnessFixtures.attribute(data.get("cells"), 1),
          data.get("reference").textValue(),
          FairnessFixtures.criteria(0.05));
    }

    @Override
    public String toString() {
      return data.get("name").textValue();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyRateHasFairlearnsValueAndWilsonsInterval(Named one) {
    AttributeSums sums = one.report().sums();
    assertThat(sums.groups().keySet()).containsExactlyElementsOf(names(one.data().get("groups")));
    for (Map.Entry<String, GroupSums> group : sums.groups().entrySet()) {
      JsonNode expected = one.data().get("groups").get(group.getKey());
      Map<String, GroupFigure> figures =
          GroupFigures.of(group.getValue()).stream()
              .collect(Collectors.toMap(GroupFigure::code, figure -> figure));
      assertThat(figures.keySet()).containsExactlyInAnyOrderElementsOf(names(expected));
      expected
          .properties()
          .forEach(
              rate -> {
                GroupFigure figure = Objects.requireNonNull(figures.get(rate.getKey()));
                close(figure.value(), rate.getValue().get("value"));
                ends(new Interval(figure.low(), figure.high()), rate.getValue().get("wilson"));
              });
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void limitsOfEveryRateAreStatsmodelsClopperPearson(Named one) {
    one.report()
        .sums()
        .groups()
        .forEach(
            (name, group) -> {
              for (Rate rate : Rate.values()) {
                JsonNode expected = one.data().get("groups").get(name).get(rate.code());
                if (expected != null) {
                  ends(rate.of(group).limits(1e-6, 1), expected.get("exact"));
                }
              }
            });
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyGapIsFairlearnsWithNewcombesInterval(Named one) {
    AttributeReport report = one.report();
    one.data()
        .get("gaps")
        .properties()
        .forEach(
            gap -> {
              MetricReport metric = metric(report, gap.getKey());
              JsonNode expected = gap.getValue();
              if (expected.get("worst").isNull()) {
                assertThat(metric.worst()).isNull();
              } else {
                close(Objects.requireNonNull(metric.worst()).gap().value(), expected.get("worst"));
              }
              if (expected.has("toReference")) {
                values(metric.gaps(), expected.get("toReference"));
              }
              if (expected.has("toAll")) {
                values(metric.againstAll(), expected.get("toAll"));
              }
              JsonNode intervals = expected.path("newcombe");
              intervals = intervals.isMissingNode() ? expected.path("log") : intervals;
              intervals
                  .properties()
                  .forEach(
                      pair ->
                          ends(
                              Objects.requireNonNull(gap(metric.gaps(), pair.getKey()).interval()),
                              pair.getValue()));
            });
  }

  @Test
  void ofSeveralClassesEachIsHeldAgainstTheRest() {
    JsonNode several = FIXTURE.get("severalClasses");
    for (int favourable = 0; favourable < 3; favourable++) {
      JsonNode expected = several.get("classes").get(favourable);
      AttributeSums sums = FairnessFixtures.attribute(several.get("cells"), favourable);
      sums.groups()
          .forEach(
              (name, group) -> {
                for (Rate rate : List.of(Rate.SELECTION, Rate.TRUE_POSITIVE, Rate.FALSE_POSITIVE)) {
                  close(rate.of(group).value(), expected.get(rate.code()).get(name));
                }
                close(Rate.ACCURACY.of(group).value(), several.get("accuracy").get(name));
              });
    }
  }

  @Test
  void groupsOfNumbersHaveFairlearnsMeansAndGaps() {
    JsonNode values = FIXTURE.get("values");
    Map<String, ValueSums> groups = new TreeMap<>();
    for (JsonNode row : values.get("rows")) {
      groups.merge(
          row.get(0).textValue(),
          ValueSums.of(row.get(2).doubleValue(), row.get(1).doubleValue()),
          ValueSums::plus);
    }
    AttributeReport report =
        FairnessFixtures.evaluate(
            FairnessFixtures.attribute(groups), "none", FairnessFixtures.criteria(0.05));
    groups.forEach(
        (name, sums) -> {
          for (GroupFigure figure : GroupFigures.of(sums)) {
            close(figure.value(), values.get("groups").get(name).get(figure.code()));
            JsonNode error = values.get("standardError").get(name).get(figure.code());
            if (error != null) {
              double half = FIXTURE.get("z").doubleValue() * error.doubleValue();
              assertThat(figure.high() - figure.value()).isCloseTo(half, within(CLOSE));
              assertThat(figure.value() - figure.low()).isCloseTo(half, within(CLOSE));
            }
          }
        });
    JsonNode gaps = values.get("toNone");
    close(gap(metric(report, "meanErrorDifference").gaps(), "view").value(), gaps.get("meanError"));
    close(gap(metric(report, "maeDifference").gaps(), "view").value(), gaps.get("mae"));
    close(
        gap(metric(report, "meanPredictionDifference").gaps(), "view").value(),
        gaps.get("meanPrediction"));
  }

  @Test
  void labelsOfEncodedAdultHaveTheParityAndImpactThatAif360Publishes() {
    JsonNode labels = FIXTURE.get("aif360").get("labels");
    AttributeReport report = againstSexOne(labels);
    close(
        gap(metric(report, "demographicParityDifference").gaps(), "0").value(),
        labels.get("statisticalParityDifference"));
    close(
        gap(metric(report, "disparateImpactRatio").gaps(), "0").value(),
        labels.get("disparateImpact"));
  }

  @Test
  void twentyRowsHaveAif360sOddsDifferences() {
    JsonNode rows = FIXTURE.get("aif360").get("twentyRows");
    AttributeReport report = againstSexOne(rows);
    Map<String, String> names =
        Map.of(
            "demographicParityDifference", "statisticalParityDifference",
            "disparateImpactRatio", "disparateImpact",
            "equalOpportunityDifference", "equalOpportunityDifference",
            "averageOddsDifference", "averageOddsDifference",
            "averageAbsoluteOddsDifference", "averageAbsoluteOddsDifference");
    names.forEach(
        (ours, theirs) -> close(gap(metric(report, ours).gaps(), "0").value(), rows.get(theirs)));
  }

  private static AttributeReport againstSexOne(JsonNode data) {
    return FairnessFixtures.evaluate(
        FairnessFixtures.attribute(data.get("cells"), 1), "1", FairnessFixtures.criteria(0.05));
  }

  private static MetricReport metric(AttributeReport report, String code) {
    FairnessMetric metric =
        Arrays.stream(FairnessMetric.values())
            .filter(one -> one.code().equals(code))
            .findFirst()
            .orElseThrow();
    return Objects.requireNonNull(report.metric(metric));
  }

  private static Gap gap(List<GroupGap> gaps, String group) {
    return gaps.stream().filter(one -> one.group().equals(group)).findFirst().orElseThrow().gap();
  }

  private static void values(List<GroupGap> gaps, JsonNode expected) {
    assertThat(gaps.stream().map(GroupGap::group))
        .containsExactlyInAnyOrderElementsOf(names(expected));
    gaps.forEach(one -> close(one.gap().value(), expected.get(one.group())));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void ends(Interval interval, JsonNode expected) {
    close(interval.low(), expected.get(0));
    close(interval.high(), expected.get(1));
  }

  private static void close(double value, JsonNode expected) {
    assertThat(value).isCloseTo(expected.doubleValue(), within(CLOSE));
  }
}
