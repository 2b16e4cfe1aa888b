package com.nextgen.ml.service.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReservoirTest {
  /** Each twentieth of 1,000 rows is taken as often as any other: 2,000 of 40,000 values. */
  @Test
  void everyRowIsTakenAsOftenAsAnyOther() {
    int[] taken = new int[20];
    for (int seed = 0; seed < 800; seed++) {
      Reservoir reservoir = reservoir(50, seed);
      for (int i = 0; i < 1_000; i++) {
        reservoir.add(i, rows(i, 1));
      }
      for (double value : reservoir.sample().numeric()) {
        taken[(int) value / 50]++;
      }
    }

    // Of hypergeometric numbers of one sample, their variance 2.26 each: five deviations.
    double deviation = Math.sqrt(800 * 2.26);
    for (int count : taken) {
      assertThat((double) count).isBetween(2_000 - 5 * deviation, 2_000 + 5 * deviation);
    }
  }

  @Property(tries = 100)
  void rowsMayComeInBlocksOfAnySize(
      @ForAll @IntRange(min = 0, max = 60) int most,
      @ForAll @IntRange(min = 1, max = 99) int size) {
    Reservoir single = reservoir(most, 7);
    Reservoir blocks = reservoir(most, 7);
    for (int i = 0; i < 500; i++) {
      single.add(i, rows(i, 1));
    }
    for (int i = 0; i < 500; i += size) {
      blocks.add(i, rows(i, Math.min(size, 500 - i)));
    }

    assertThat(blocks.sample().numeric()).containsExactly(single.sample().numeric());
    assertThat(blocks.sample().categorical()).containsExactly(single.sample().categorical());
    assertThat(blocks.size()).isEqualTo(most);
  }

  @Test
  void rowsAreKeptWhole() {
    Reservoir reservoir = reservoir(50, 3);
    assertThat(reservoir.sample().rows()).isZero();
    reservoir.add(0, rows(0, 700));

    RowBlock sample = reservoir.sample();
    for (int row = 0; row < sample.rows(); row++) {
      assertThat(sample.text(row, 0)).isEqualTo("row " + (int) sample.number(row, 0));
    }
    assertThat(Arrays.stream(sample.numeric()).boxed()).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void rowsBetweenBlocksArePassedOver() {
    Reservoir reservoir = new Reservoir(3, new SplittableRandom(1), 100);
    reservoir.add(90, rows(90, 12));
    reservoir.add(500, rows(500, 1));

    assertThat(reservoir.sample().numeric()).containsExactly(100, 101, 500);
    assertThat(reservoir.next()).isGreaterThan(500);
  }

  private static Reservoir reservoir(int most, long seed) {
    return new Reservoir(most, new SplittableRandom(seed));
  }

  private static RowBlock rows(int from, int size) {
    return new RowBlock(
        size,
        IntStream.range(from, from + size).asDoubleStream().toArray(),
        IntStream.range(from, from + size).mapToObj(i -> "row " + i).toArray(String[]::new));
  }
}
