package com.nextgen.ml.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.BudgetShares;
import com.nextgen.ml.monitoring.schema.policy.ConceptPolicy;
import com.nextgen.ml.monitoring.schema.policy.DriftSettings;
import com.nextgen.ml.monitoring.schema.policy.FairnessSettings;
import com.nextgen.ml.monitoring.schema.policy.FalseAlarmBudget;
import com.nextgen.ml.monitoring.schema.policy.LabelPolicy;
import com.nextgen.ml.monitoring.schema.policy.LogPolicy;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.MultivariatePolicy;
import com.nextgen.ml.monitoring.schema.policy.PerformanceSettings;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.monitoring.stats.BenjaminiHochberg;
import com.nextgen.ml.monitoring.stats.Normal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FalseAlarmBudgetTest {

  @Property(tries = 300)
  void windowsAndSharesNeverExceedTheBudget(
      @ForAll @Size(min = 1, max = 8) Set<@IntRange(min = 1, max = 28 * 86_400) Integer> seconds,
      @ForAll @Size(min = 6, max = 6) List<@DoubleRange(min = 0.01, max = 1) Double> weights,
      @ForAll @DoubleRange(min = 0.01, max = 50) double alarms) {
    Duration period = Duration.ofDays(30);
    MonitoringPolicy policy = policy(seconds, weights, new FalseAlarmBudget(alarms, period));

    double expected = 0;
    for (AlarmFamily family : AlarmFamily.values()) {
      double ofFamily = 0;
      for (Window window : policy.windows()) {
        double level = policy.level(family, window);
        assertThat(level).isGreaterThan(0).isLessThanOrEqualTo(MonitoringPolicy.NOMINAL_LEVEL);
        ofFamily += level * period.toMillis() / window.length().toMillis();
      }
      assertThat(ofFamily).isLessThanOrEqualTo(policy.budget().share(family) * alarms * (1 + 1e-9));
      expected += ofFamily;
    }
    assertThat(expected).isLessThanOrEqualTo(alarms * (1 + 1e-9));
  }

  @Property(tries = 100)
  void aLongerWindowIsNeverJudgedMoreStrictly(
      @ForAll @Size(min = 2, max = 8) Set<@IntRange(min = 1, max = 28 * 86_400) Integer> seconds) {
    MonitoringPolicy policy =
        policy(seconds, List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0), FalseAlarmBudget.DEFAULT);
    for (Window a : policy.windows()) {
      for (Window b : policy.windows()) {
        if (a.length().compareTo(b.length()) < 0) {
          assertThat(policy.level(AlarmFamily.DRIFT, a))
              .isLessThanOrEqualTo(policy.level(AlarmFamily.DRIFT, b));
        }
      }
    }
  }

  /** Twenty columns that share a part, so that their p-values depend on each other. */
  @Test
  void monthsWithoutDriftStayWithinTheBudget() {
    MonitoringPolicy policy =
        new MonitoringPolicy(
            List.of(Window.parse("1h"), Window.parse("1d")),
            1,
            FalseAlarmBudget.parse("6 per 30d"));
    Random random = new Random(5);
    int months = 300;
    int alarms = 0;
    for (int month = 0; month < months; month++) {
      for (Window window : policy.windows()) {
        double level = policy.level(AlarmFamily.DRIFT, window);
        long looks = Duration.ofDays(30).dividedBy(window.length());
        for (int look = 0; look < looks; look++) {
          alarms += alarms(level, random);
        }
      }
    }
    // One a month is drift's; Poisson's standard deviation of the sum is its root.
    assertThat(alarms).isBetween(months / 5, (int) (months + 3 * Math.sqrt(months)));
  }

  private static int alarms(double level, Random random) {
    double shared = random.nextGaussian();
    double[] p = new double[20];
    for (int i = 0; i < p.length; i++) {
      double z = Math.sqrt(0.3) * shared + Math.sqrt(0.7) * random.nextGaussian();
      p[i] = Normal.survival(z);
    }
    for (boolean rejected : BenjaminiHochberg.rejected(level, p)) {
      if (rejected) {
        return 1;
      }
    }
    return 0;
  }

  @Test
  void refusesSharesAboveOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BudgetShares.of(Map.of(AlarmFamily.DRIFT, 1.0)))
        .withMessageContaining("leaves nothing for quality, performance");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BudgetShares.of(Map.of(AlarmFamily.DRIFT, -0.1)))
        .withMessageContaining("monitoring.budget.drift");
  }

  private static MonitoringPolicy policy(
      Set<Integer> seconds, List<Double> weights, FalseAlarmBudget budget) {
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    Map<AlarmFamily, Double> shares = new EnumMap<>(AlarmFamily.class);
    for (AlarmFamily family : AlarmFamily.values()) {
      shares.put(family, weights.get(shares.size()) / sum);
    }
    return new MonitoringPolicy(
        seconds.stream().map(s -> new Window(s + "s", Duration.ofSeconds(s))).toList(),
        1,
        budget,
        BudgetShares.of(shares),
        DriftSettings.DEFAULT,
        false,
        List.of(),
        LabelPolicy.DEFAULT,
        LogPolicy.DEFAULT,
        ConceptPolicy.DEFAULT,
        MultivariatePolicy.DEFAULT,
        PerformanceSettings.DEFAULT,
        FairnessSettings.DEFAULT);
  }
}
