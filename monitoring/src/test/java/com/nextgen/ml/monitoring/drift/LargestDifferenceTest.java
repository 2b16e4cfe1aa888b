package com.nextgen.ml.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.EffectThresholds;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One bin or name that holds a tenth of all rows more or fewer is an effect by itself. */
class LargestDifferenceTest {
  private static final DriftCriteria NOMINAL = DriftCriteria.nominal(500);

  /** The two names stand in .45 and .30 of the rows; the others share the rest. */
  private static String ranked(int i, String first, String second) {
    int place = i % 20;
    return place < 9 ? first : place < 15 ? second : "n" + place;
  }

  private static String[] names(IntFunction<String> name) {
    return IntStream.range(0, 5000).mapToObj(name).toArray(String[]::new);
  }

  @Test
  void frequentNamesThatAreSwappedHaveDriftedThoughPsiIsSmall() {
    OneColumn training = OneColumn.of(names(i -> ranked(i, "a", "b")));
    ColumnReport report = training.judge(NOMINAL, names(i -> ranked(i, "b", "a")));

    assertThat(report.test(TestName.PSI).orElseThrow().statistic()).isLessThan(0.2);
    assertThat(report.effects().measures()).containsExactly("l-infinity");
    assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
  }

  @Test
  void aNameThatIsALittleMoreFrequentIsNoEffect() {
    OneColumn training = OneColumn.of(names(i -> ranked(i, "a", "b")));
    ColumnReport report =
        training.judge(NOMINAL, names(i -> i % 11 == 0 ? "a" : ranked(i, "a", "b")));

    assertThat(report.pValue().orElseThrow()).isLessThan(0.001);
    assertThat(report.effects().measures()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
  }

  @Test
  void whatDifferenceMattersIsThePolicysAndFollowsPsis() {
    OneColumn training = OneColumn.of(names(i -> ranked(i, "a", "b")));
    String[] swapped = names(i -> ranked(i, "b", "a"));

    for (String test : new String[] {"l-infinity", "psi"}) {
      DriftSettings patient =
          new DriftSettings(new EffectThresholds(Map.of(test, 0.5)), 0.5, Map.of());
      ColumnReport report = training.judge(new DriftCriteria(0.05, true, 500, patient), swapped);
      assertThat(report.effects().measures()).as(test).isEmpty();
    }
  }

  @Test
  void namesThatAreAllNewHaveDriftedInAWindowFarLargerThanTheBaseline() {
    OneColumn training =
        OneColumn.of(IntStream.range(0, 500).mapToObj(i -> "n" + i % 20).toArray(String[]::new));
    String[] others =
        IntStream.range(0, 10_000).mapToObj(i -> "new-" + i % 20).toArray(String[]::new);

    ColumnReport report = training.judge(NOMINAL, others);
    assertThat(report.pValue().orElseThrow()).isLessThan(1e-6);
    assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
  }
}
