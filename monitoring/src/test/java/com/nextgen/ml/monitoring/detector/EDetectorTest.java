package com.nextgen.ml.monitoring.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class EDetectorTest extends DetectorContract {
  private static final EDetector.Settings SKETCH = EDetector.Settings.of(0.12, 10_000);

  @Override
  ChangeDetector make() {
    return new EDetector(SKETCH);
  }

  @Override
  ChangeDetector other() {
    return new EDetector(EDetector.Settings.of(0.12, 20_000));
  }

  /** It knows the mean, so only values under it are a constant stream without change. */
  @Override
  double constant(double value) {
    return value == 0 ? 0 : 0.11;
  }

  /** At μ0 itself every sum grows by one a value: the least run length is met exactly. */
  @Test
  void alarmsAtItsRunLengthOnAConstantStreamAtTheLimit() {
    EDetector detector = new EDetector(EDetector.Settings.of(0.125, 1000));
    for (int i = 1; i < 1000; i++) {
      assertThat(detector.add(0.125)).isEqualTo(Signal.STABLE);
    }
    assertThat(detector.add(0.125)).isEqualTo(Signal.DRIFT);
  }

  /** The median delays the design names, at a null error of at most .12 and a run length of 1e4. */
  @Test
  void findsRisesAtLeastAsFastAsTheSketch() {
    assertThat(medianDelay(0.2)).isLessThanOrEqualTo(177);
    assertThat(medianDelay(0.3)).isLessThanOrEqualTo(55);
    assertThat(medianDelay(0.15)).isLessThanOrEqualTo(823);
  }

  /** At μ0 itself, for bits: the worst case that the guarantee covers. */
  @Test
  void hasAtLeastItsRunLengthForBitsAtTheLimit() {
    assertThat(meanRunLength(r -> r.nextDouble() < 0.12 ? 1 : 0)).isGreaterThan(500);
  }

  /** Losses that are no bits, and depend on each other: mean .12 given what came before. */
  @Test
  void hasAtLeastItsRunLengthForDependentLosses() {
    double[] before = {0};
    assertThat(
            meanRunLength(
                r -> {
                  double spread = before[0] > 0.12 ? 0.12 : 0.02;
                  before[0] = 0.12 + spread * (2 * r.nextDouble() - 1);
                  return before[0];
                }))
        .isGreaterThan(500);
  }

  @Test
  void refusesAMeanAtTheLimit() {
    assertThatThrownBy(() -> EDetector.Settings.of(1, 1000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mean");
  }

  /** Mean of 400 run lengths at N = 500, each cut at 20,000, which makes the mean too small. */
  private static double meanRunLength(ToDoubleFunction<Random> loss) {
    Random random = new Random(5);
    double sum = 0;
    int runs = 400;
    for (int i = 0; i < runs; i++) {
      EDetector detector = new EDetector(EDetector.Settings.of(0.12, 500));
      int length = 1;
      while (detector.add(loss.applyAsDouble(random)) != Signal.DRIFT && length < 20_000) {
        length++;
      }
      sum += length;
    }
    return sum / runs;
  }

  private static double medianDelay(double after) {
    Random random = new Random(6);
    int[] delays = new int[401];
    for (int i = 0; i < delays.length; i++) {
      EDetector detector = new EDetector(SKETCH);
      for (int j = 0; j < 500; j++) {
        detector.add(random.nextDouble() < 0.1 ? 1 : 0);
      }
      do {
        delays[i]++;
      } while (detector.add(random.nextDouble() < after ? 1 : 0) != Signal.DRIFT);
    }
    Arrays.sort(delays);
    return delays[delays.length / 2];
  }
}
