package com.nextgen.ml.monitoring.fairness.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.fairness.gap.Tolerance;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GapEvidenceTest {
  private static final Tolerance TENTH = new Tolerance.Difference(0.1);
  private static final double ALPHA = 0.05;

  @Test
  void theNewtonStepHasTheWealthOfTheReference() {
    Map<Integer, Double> expected =
        Map.of(10, .3718303805, 50, .7130905345, 100, 4.605113329, 200, 368.0485044);
    BettingProcess bet = BettingProcess.START;
    int first = 0;
    for (int i = 0; i < 200; i++) {
      double a = (7 * i) % 10 < 7 ? 1 : 0;
      double b = (3 * i) % 10 < 4 ? 1 : 0;
      bet = bet.after(a - b, 0.5);
      double wealth = Math.exp(bet.logWealth());
      first = first == 0 && wealth > 20 ? i + 1 : first;
      Double known = expected.get(i + 1);
      if (known != null) {
        assertThat(wealth).isCloseTo(known, within(known * 1e-9));
      }
    }
    assertThat(first).isEqualTo(137);
  }

  @Test
  void aBlockClosesOnceBothGroupsHaveARow() {
    GapEvidence evidence = GapEvidence.start(TENTH);
    evidence = evidence.after(new BlockSums(2, 3, 0, 0)).after(new BlockSums(1, 1, 0, 0));
    assertThat(evidence.blocks()).isZero();
    evidence = evidence.after(new BlockSums(0, 0, 1, 2));
    assertThat(evidence.blocks()).isEqualTo(1);
    // The same rows at once are the same block.
    GapEvidence once = GapEvidence.start(TENTH).after(new BlockSums(3, 4, 1, 2));
    GapEvidence next = once.after(new BlockSums(1, 1, 0, 1));
    assertThat(evidence.after(new BlockSums(1, 1, 0, 1)).value()).isEqualTo(next.value());
  }

  @Test
  void minutesOfOneGroupAloneChangeNothing() {
    GapEvidence evidence = GapEvidence.start(TENTH);
    for (int i = 0; i < 100; i++) {
      evidence = evidence.after(new BlockSums(1, 1, 0, 0));
    }
    assertThat(evidence.value()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0.5,0.6", "0.6,0.5", "0.02,0.12", "0.9,1.0", "0.3,0.3"})
  void aGapNoLargerThanTheToleranceAlarmsNoMoreOftenThanStated(double group, double other) {
    assertThat(alarms(TENTH, group, other, 400, 500)).isLessThanOrEqualTo(mostOf(400));
  }

  @ParameterizedTest
  @CsvSource({"0.8,1.0", "0.5,0.4", "0.08,0.1", "0.3,0.3"})
  void aRatioWithinTheToleranceAlarmsNoMoreOftenThanStated(double group, double other) {
    Tolerance ratio = new Tolerance.Ratio(0.8);
    assertThat(alarms(ratio, group, other, 400, 500)).isLessThanOrEqualTo(mostOf(400));
  }

  @Test
  void aGapPastTheToleranceIsFoundInEitherDirection() {
    assertThat(alarms(TENTH, 0.8, 0.4, 50, 500)).isEqualTo(50);
    assertThat(alarms(TENTH, 0.4, 0.8, 50, 500)).isEqualTo(50);
    assertThat(alarms(new Tolerance.Ratio(0.8), 0.3, 0.9, 50, 500)).isEqualTo(50);
  }

  /** How many of some streams ever reach 1/α. */
  private static int alarms(
      Tolerance tolerance, double group, double other, int streams, int blocks) {
    SplittableRandom random = new SplittableRandom(11);
    int alarms = 0;
    for (int stream = 0; stream < streams; stream++) {
      GapEvidence evidence = GapEvidence.start(tolerance);
      for (int i = 0; i < blocks; i++) {
        evidence = evidence.after(block(random, group, other));
        if (evidence.value() >= 1 / ALPHA) {
          alarms++;
          break;
        }
      }
    }
    return alarms;
  }

  /** Of one to three rows a group. */
  private static BlockSums block(SplittableRandom random, double group, double other) {
    int n = 1 + random.nextInt(3);
    int m = 1 + random.nextInt(3);
    return new BlockSums(successes(random, n, group), n, successes(random, m, other), m);
  }

  private static long successes(SplittableRandom random, int n, double rate) {
    return random.doubles(n).filter(u -> u < rate).count();
  }

  /** What α of so many streams is passed by with a probability of 1e-6. */
  private static int mostOf(int streams) {
    double sigma = Math.sqrt(streams * ALPHA * (1 - ALPHA));
    return (int) (streams * ALPHA + 5 * sigma);
  }

  @Test
  void groupsAreAveragedAndNotMultiplied() {
    GroupsEvidence groups = GroupsEvidence.start(List.of("a", "b"), TENTH);
    GapEvidence alone = GapEvidence.start(TENTH);
    for (int i = 0; i < 100; i++) {
      BlockSums far = new BlockSums(1, 1, 0, 1);
      Map<String, BlockSums> stretch = new TreeMap<>(Map.of("a", far, "b", far));
      groups = groups.after(stretch);
      alone = alone.after(far);
    }
    assertThat(alone.value()).isGreaterThan(1e6);
    assertThat(groups.value()).isEqualTo(alone.value());
    assertThat(groups.byGroup()).containsOnlyKeys("a", "b");
  }

  @Test
  void wealthOfALongStreamStaysANumber() {
    GapEvidence evidence = GapEvidence.start(TENTH);
    for (int i = 0; i < 100_000; i++) {
      evidence = evidence.after(new BlockSums(1, 1, 0, 1));
    }
    assertThat(evidence.logValue()).isGreaterThan(1000).isFinite();
  }
}
