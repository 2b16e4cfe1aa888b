package com.nextgen.ml.monitoring.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every detector keeps to; each inherits these tests. */
abstract class DetectorContract {
  private static final int LENGTH = 6000;

  /** A new detector, always with the same settings. */
  abstract ChangeDetector make();

  /** More bytes than its state ever has. */
  int mostBytes() {
    return 400;
  }

  /** Another detector of the same kind with other settings. */
  abstract ChangeDetector other();

  @Test
  void continuesIdenticallyFromASavedStateAtAnyPoint() throws StateException {
    List<Double> stream = changing(LENGTH);
    List<Signal> expected = run(make(), stream);
    ChangeDetector detector = make();
    for (int i = 0; i < stream.size(); i++) {
      if (i % 13 == 0 || detector.signal() == Signal.DRIFT) {
        ChangeDetector restored = make();
        DetectorCodec.restore(restored, DetectorCodec.encode(detector));
        assertThat(DetectorCodec.encode(restored)).isEqualTo(DetectorCodec.encode(detector));
        assertThat(restored.evidence()).isEqualTo(detector.evidence());
        assertThat(restored.signal()).isEqualTo(detector.signal());
        detector = restored;
      }
      assertThat(add(detector, stream.get(i))).as("value %d", i).isEqualTo(expected.get(i));
    }
  }

  @Test
  void findsTheChangeAndBeginsAnew() {
    List<Double> stream = changing(LENGTH);
    List<Signal> signals = run(make(), stream);
    assertThat(signals.subList(LENGTH / 2, LENGTH)).contains(Signal.DRIFT);
    assertThat(signals.get(LENGTH - 1)).isNotNull();
  }

  @Test
  void neverSignalsOnAConstantStream() {
    for (double value : new double[] {0, 1}) {
      ChangeDetector detector = make();
      for (int i = 0; i < 20_000; i++) {
        assertThat(add(detector, constant(value))).isEqualTo(Signal.STABLE);
      }
    }
  }

  /** The constant stream for 0 and 1; a detector that knows the mean takes values at the mean. */
  double constant(double value) {
    return value;
  }

  @Test
  void isDeterministic() {
    List<Double> stream = changing(LENGTH);
    assertThat(run(make(), stream)).isEqualTo(run(make(), stream));
  }

  @Test
  void dependsOnTheOrderOfValues() {
    List<Double> stream = new ArrayList<>(changing(LENGTH));
    List<Signal> inOrder = run(make(), stream);
    Collections.shuffle(stream, new Random(1));
    assertThat(run(make(), stream)).isNotEqualTo(inOrder);
  }

  @Test
  void keepsItsMemoryWithinABound() {
    ChangeDetector detector = make();
    Random random = new Random(2);
    for (int i = 0; i < 200_000; i++) {
      add(detector, random.nextInt(10) == 0 ? 1 : 0);
      if (i % 1000 == 0) {
        assertThat(DetectorCodec.encode(detector).length).isLessThan(mostBytes());
      }
    }
  }

  @Test
  void refusesNaNAndValuesOutOfRange() {
    if (make() instanceof RealDetector detector) {
      detector.add(0.5);
      byte[] before = DetectorCodec.encode(detector);
      for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e300, 1e300}) {
        assertThatThrownBy(() -> detector.add(bad))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(detector.name())
            .hasMessageContaining(String.valueOf(bad));
      }
      assertThat(DetectorCodec.encode(detector)).isEqualTo(before);
    }
  }

  @Test
  void refusesBytesThatWereCutOrAltered() {
    ChangeDetector saved = make();
    changing(700).forEach(value -> add(saved, value));
    byte[] bytes = DetectorCodec.encode(saved);
    byte[] fresh = DetectorCodec.encode(make());
    ChangeDetector target = make();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> DetectorCodec.restore(target, cut))
          .isInstanceOf(StateException.class);
      assertThat(DetectorCodec.encode(target)).isEqualTo(fresh);
    }
    for (int i = 0; i < bytes.length; i++) {
      byte[] altered = bytes.clone();
      altered[i] = (byte) (altered[i] ^ (1 << (i % 8)));
      assertThatThrownBy(() -> DetectorCodec.restore(target, altered))
          .isInstanceOf(StateException.class);
    }
  }

  /** Bytes with a right check but a made-up state are refused or are some stream's state. */
  @Test
  void survivesForgedStates() {
    ChangeDetector saved = make();
    changing(700).forEach(value -> add(saved, value));
    byte[] bytes = DetectorCodec.encode(saved);
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      byte[] forged = bytes.clone();
      for (int j = 0; j <= random.nextInt(4); j++) {
        forged[20 + random.nextInt(forged.length - 24)] = (byte) random.nextInt();
      }
      java.util.zip.CRC32 crc = new java.util.zip.CRC32();
      crc.update(forged, 0, forged.length - 4);
      for (int j = 0; j < 4; j++) {
        forged[forged.length - 1 - j] = (byte) (crc.getValue() >>> (8 * j));
      }
      ChangeDetector target = make();
      try {
        DetectorCodec.restore(target, forged);
      } catch (StateException e) {
        assertThat(e).hasMessageNotContaining("Exception");
      }
      for (int j = 0; j < 50; j++) {
        assertThat(add(target, j % 2)).isNotNull();
      }
      assertThat(target.evidence()).isNotNull();
    }
  }

  @Test
  void refusesAStateOfOtherSettings() {
    byte[] bytes = DetectorCodec.encode(make());
    assertThatThrownBy(() -> DetectorCodec.restore(other(), bytes))
        .isInstanceOf(StateException.class)
        .hasMessage("the state is of another detector or of other settings");
  }

  static Signal add(ChangeDetector detector, double value) {
    return detector instanceof BinaryDetector bits
        ? bits.add(value >= 0.5)
        : ((RealDetector) detector).add(value);
  }

  private static List<Signal> run(ChangeDetector detector, List<Double> stream) {
    return stream.stream().map(value -> add(detector, value)).toList();
  }

  /** Errors at a rate of .1, from the middle on at .5. */
  private static List<Double> changing(int length) {
    Random random = new Random(4);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      values.add(random.nextDouble() < (i < length / 2 ? 0.1 : 0.5) ? 1.0 : 0.0);
    }
    return values;
  }
}
