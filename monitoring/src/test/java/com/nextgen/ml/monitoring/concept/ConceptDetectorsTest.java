package com.nextgen.ml.monitoring.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.baseline.PerformanceFigures;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures.ErrorBins;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures.LabelBins;
import com.nextgen.ml.monitoring.detector.Signal;
import com.nextgen.ml.monitoring.detector.StateException;
import com.nextgen.ml.monitoring.schema.policy.ConceptPolicy;
import com.nextgen.ml.monitoring.schema.policy.LabelPolicy;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConceptDetectorsTest {
  private static final LossBounds BOUNDS =
      new LossBounds(5000, 0.1, OptionalDouble.of(0.08), OptionalDouble.empty());
  private static final ConceptPolicy ALL = new ConceptPolicy(0.02, ConceptPolicy.DETECTORS);

  @Test
  void alarmsWhenLossesRiseAndSaysWhen() {
    ConceptDetectors detectors = new ConceptDetectors(BOUNDS, ConceptPolicy.DEFAULT, 10_000);
    Random random = new Random(1);
    int alarmAt = -1;
    for (int i = 0; i < 4000 && alarmAt < 0; i++) {
      boolean alarm = alone(detectors, loss(random, i < 2000 ? 0.1 : 0.3), i);
      alarmAt = alarm ? i : -1;
    }
    assertThat(alarmAt).isBetween(2000, 2150);
    assertThat(detectors.drifted()).isTrue();
    DetectorStatus alarmed =
        detectors.statuses().stream().filter(s -> s.alarms() > 0).findFirst().orElseThrow();
    assertThat(alarmed.lastAlarm()).contains(Instant.ofEpochSecond(alarmAt));
    assertThat(alarmed.state()).isEqualTo(Signal.DRIFT);
  }

  @Test
  void isStableAgainAfterEnoughQuietLabels() {
    ConceptDetectors detectors = new ConceptDetectors(BOUNDS, ConceptPolicy.DEFAULT, 10_000);
    while (!alone(detectors, new Loss(true, OptionalDouble.of(1)), 0)) {
      assertThat(detectors.labels()).isLessThan(100);
    }
    for (int i = 0; i < ConceptDetectors.HOLD; i++) {
      assertThat(detectors.drifted()).isTrue();
      alone(detectors, new Loss(false, OptionalDouble.of(0)), 0);
    }
    assertThat(detectors.drifted()).isFalse();
  }

  @Test
  void onlyTheFirstNamedDetectorRaisesAlarms() {
    ConceptDetectors ddm =
        new ConceptDetectors(BOUNDS, new ConceptPolicy(0.02, List.of("ddm", "e-detector")), 1e6);
    Random random = new Random(2);
    for (int i = 0; i < 1000; i++) {
      long before = alarms(ddm, "ddm");
      boolean alarm = alone(ddm, loss(random, i < 500 ? 0.1 : 0.7), i);
      assertThat(alarm).isEqualTo(alarms(ddm, "ddm") > before);
    }
    assertThat(alarms(ddm, "ddm")).isPositive();
    assertThat(alarms(ddm, "e-detector")).isPositive();
  }

  @Test
  void continuesIdenticallyAfterARestart() throws StateException {
    ConceptDetectors running = new ConceptDetectors(BOUNDS, ALL, 1000);
    Random random = new Random(3);
    for (int i = 0; i < 5000; i++) {
      if (i % 97 == 0) {
        ConceptDetectors restarted = new ConceptDetectors(BOUNDS, ALL, 1000);
        restarted.restore(running.encode());
        assertThat(restarted.statuses()).isEqualTo(running.statuses());
        Loss loss = loss(new Random(i), 0.5);
        ConceptDetectors copy = new ConceptDetectors(BOUNDS, ALL, 1000);
        copy.restore(running.encode());
        assertThat(alone(restarted, loss, i)).isEqualTo(alone(copy, loss, i));
        assertThat(restarted.encode()).isEqualTo(copy.encode());
      }
      alone(running, loss(random, i % 1500 < 1000 ? 0.1 : 0.5), i);
    }
    assertThat(running.statuses()).hasSize(ConceptPolicy.DETECTORS.size() + 1);
  }

  @Test
  void refusesAlteredBytesAndThenBeginsAnew() {
    ConceptDetectors detectors = new ConceptDetectors(BOUNDS, ALL, 1000);
    Random random = new Random(4);
    for (int i = 0; i < 400; i++) {
      alone(detectors, loss(random, 0.2), i);
    }
    byte[] bytes = detectors.encode();
    byte[] fresh = new ConceptDetectors(BOUNDS, ALL, 1000).encode();
    for (int i = 0; i < bytes.length; i += 3) {
      byte[] altered = bytes.clone();
      altered[i] = (byte) (altered[i] ^ 0x10);
      assertThatThrownBy(() -> detectors.restore(altered)).isInstanceOf(StateException.class);
      assertThat(detectors.encode()).isEqualTo(fresh);
      byte[] cut = java.util.Arrays.copyOf(bytes, i);
      assertThatThrownBy(() -> detectors.restore(cut)).isInstanceOf(StateException.class);
    }
    ConceptDetectors other = new ConceptDetectors(BOUNDS, ConceptPolicy.DEFAULT, 1000);
    assertThatThrownBy(() -> other.restore(bytes)).hasMessageContaining("other detectors");
  }

  /** scipy.stats.binomtest(500, 5000).proportion_ci(.98, method="wilson"): upper .1103064804. */
  @Test
  void takesTheUpperBoundOfHeldOutLossAndAMarginAsUnchanged() {
    assertThat(BOUNDS.unchanged(0.1, 0)).isCloseTo(0.1103064804419474, within(1e-12));
    assertThat(BOUNDS.unchanged(0.1, 0.02)).isCloseTo(0.1303064804419474, within(1e-12));
    assertThat(BOUNDS.unchanged(0, 0)).isBetween(0.0005, 0.002);
  }

  @Test
  void readsLossesFromHeldOutPerformance() {
    TreeMap<String, Double> metrics = new TreeMap<>();
    metrics.put("accuracy", 0.9);
    LossBounds bounds =
        LossBounds.of(
                new PerformanceFigures(
                    100,
                    metrics,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    List.of(),
                    new LabelBins(
                        List.of(60L, 10L), List.of(0L, 30L), List.of(0.0, 0.0), List.of(3.0, 5.0)),
                    null),
                true)
            .orElseThrow();
    assertThat(bounds.error()).isCloseTo(0.1, within(1e-15));
    assertThat(bounds.squared().orElseThrow()).isCloseTo(0.08, within(1e-15));
    TreeMap<Double, Double> quantiles = new TreeMap<>();
    quantiles.put(0.9, 12.5);
    ErrorBins errors =
        new ErrorBins(List.of(100L), List.of(0.0), List.of(1.0), List.of(1.0), quantiles);
    LossBounds regression =
        LossBounds.of(
                new PerformanceFigures(
                    100,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>(),
                    List.of(),
                    null,
                    errors),
                false)
            .orElseThrow();
    assertThat(regression.limit()).hasValue(12.5);
    assertThat(Loss.ofValue(10, 22.6, 12.5).error()).isTrue();
    assertThat(Loss.ofValue(10, 22.4, 12.5).error()).isFalse();
  }

  /** 1,000 labels a day over 30 days, one alarm a period of which concept has a sixth. */
  @Test
  void hasARunLengthThatFollowsFromTheBudget() {
    assertThat(RunLength.of(MonitoringPolicy.DEFAULT, 1000)).isCloseTo(180_000, within(1e-6));
    assertThat(RunLength.of(MonitoringPolicy.DEFAULT, 0.001)).isEqualTo(100);
    assertThat(LabelPolicy.DEFAULT.perDay()).isEmpty();
  }

  /** Whether a row that depends on no other raised an alarm. */
  private static boolean alone(ConceptDetectors detectors, Loss loss, long second) {
    LossPlace place = new LossPlace(second, Instant.ofEpochSecond(second));
    return !detectors.add(loss, place, RowCluster.NONE).isEmpty();
  }

  private static long alarms(ConceptDetectors detectors, String name) {
    return detectors.statuses().stream()
        .filter(s -> s.detector().equals(name))
        .mapToLong(DetectorStatus::alarms)
        .sum();
  }

  private static Loss loss(Random random, double rate) {
    boolean error = random.nextDouble() < rate;
    return new Loss(error, OptionalDouble.of(error ? 0.5 : 0.05));
  }
}
