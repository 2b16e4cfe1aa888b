package com.nextgen.ml.monitoring.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.fairness.gap.Rate;
import com.nextgen.ml.monitoring.fairness.sums.AttributeSums;
import com.nextgen.ml.monitoring.fairness.sums.ClassSums;
import com.nextgen.ml.monitoring.fairness.sums.GroupSums;
import com.nextgen.ml.monitoring.schema.policy.FairnessMetric;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** The eighteen rows of fairlearn's documentation. */
class SmallOracleTest {
  private static final String ACTUAL = "011110101000111111";
  private static final String PREDICTED = "001011100111100110";
  private static final String GROUP = "bbabbcccaacabccbcc";
  private static final String BESIDE = "868888666866668666";

  private static AttributeSums sums(IntFunction<String> group) {
    Map<String, GroupSums> groups = new TreeMap<>();
    for (int i = 0; i < ACTUAL.length(); i++) {
      boolean good = ACTUAL.charAt(i) == '1';
      boolean selected = PREDICTED.charAt(i) == '1';
      groups.merge(
          group.apply(i),
          ClassSums.of(
              good && selected ? 1 : 0,
              !good && selected ? 1 : 0,
              good || selected ? 0 : 1,
              good && !selected ? 1 : 0),
          GroupSums::plus);
    }
    return FairnessFixtures.attribute(groups);
  }

  private static void rate(AttributeSums sums, String group, Rate rate, double expected) {
    GroupSums cells = Objects.requireNonNull(sums.groups().get(group));
    assertThat(rate.of(cells).value()).as(group + rate).isCloseTo(expected, within(5e-5));
  }

  @Test
  void groupsHaveTheirRates() {
    AttributeSums sums = sums(i -> GROUP.substring(i, i + 1));
    rate(sums, "a", Rate.SELECTION, 0.75);
    rate(sums, "b", Rate.SELECTION, 0.5);
    rate(sums, "c", Rate.SELECTION, 0.5);
    rate(sums, "a", Rate.TRUE_POSITIVE, 0.5);
    rate(sums, "b", Rate.TRUE_POSITIVE, 0.6);
    rate(sums, "c", Rate.TRUE_POSITIVE, 0.4);
    rate(sums, "a", Rate.FALSE_POSITIVE, 1);
    rate(sums, "b", Rate.FALSE_POSITIVE, 0);
    rate(sums, "c", Rate.FALSE_POSITIVE, 0.6667);
  }

  @Test
  void theWorstPairHasFairlearnsDifferences() {
    AttributeReport report =
        FairnessFixtures.evaluate(
            sums(i -> GROUP.substring(i, i + 1)), "c", FairnessFixtures.criteria(0.05));
    assertThat(worst(report, FairnessMetric.DEMOGRAPHIC_PARITY)).isEqualTo(0.25);
    assertThat(worst(report, FairnessMetric.DISPARATE_IMPACT)).isCloseTo(0.6667, within(5e-5));
    assertThat(worst(report, FairnessMetric.EQUALIZED_ODDS)).isEqualTo(1);
  }

  private static double worst(AttributeReport report, FairnessMetric metric) {
    MetricReport found = Objects.requireNonNull(report.metric(metric));
    return Objects.requireNonNull(found.worst()).gap().value();
  }

  @Test
  void crossedGroupsHaveTheirRecall() {
    AttributeSums sums = sums(i -> GROUP.substring(i, i + 1) + BESIDE.charAt(i));
    rate(sums, "a6", Rate.TRUE_POSITIVE, 0);
    rate(sums, "a8", Rate.TRUE_POSITIVE, 1);
    rate(sums, "b6", Rate.TRUE_POSITIVE, 0.6667);
    rate(sums, "b8", Rate.TRUE_POSITIVE, 0.5);
    rate(sums, "c6", Rate.TRUE_POSITIVE, 0.5);
    rate(sums, "c8", Rate.TRUE_POSITIVE, 0);
  }
}
