package com.nextgen.ml.monitoring.baseline.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OrderFreeSampleTest {
  /** Each twentieth of 1,000 rows is taken as often as any other: 2,000 of 40,000 values. */
  @Test
  void takesEveryRowAsOftenAsAnyOther() {
    int[] taken = new int[20];
    for (int seed = 0; seed < 800; seed++) {
      OrderFreeSample sample = new OrderFreeSample(50, seed);
      for (int i = 0; i < 1_000; i++) {
        sample.add(row(i));
      }
      for (double value : sample.sample().numeric()) {
        taken[(int) value / 50]++;
      }
    }

    // Of hypergeometric numbers of one sample, their variance 2.26 each: five deviations.
    double deviation = Math.sqrt(800 * 2.26);
    for (int count : taken) {
      assertThat((double) count).isBetween(2_000 - 5 * deviation, 2_000 + 5 * deviation);
    }
  }

  /** Of rows of which many are equal, in one block or one by one. */
  @Property(tries = 100)
  void takesTheSameRowsInWhateverOrderTheyCome(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int most) {
    List<Integer> rows =
        new ArrayList<>(IntStream.range(0, 400).map(i -> i * i % 90).boxed().toList());
    OrderFreeSample sorted = new OrderFreeSample(most, 7);
    Collections.sort(rows);
    sorted.add(block(rows));
    OrderFreeSample shuffled = new OrderFreeSample(most, 7);
    Collections.shuffle(rows, new Random(seed));
    rows.forEach(i -> shuffled.add(row(i)));

    assertThat(shuffled.sample().numeric()).containsExactly(sorted.sample().numeric());
    assertThat(shuffled.sample().categorical()).containsExactly(sorted.sample().categorical());
    assertThat(sorted.sample().rows()).isEqualTo(most);
  }

  @Test
  void takesEqualRowsAsOftenAsTheirShareSays() {
    OrderFreeSample sample = new OrderFreeSample(1_000, 3);
    for (int i = 0; i < 10_000; i++) {
      sample.add(row(i % 10 == 0 ? 1 : 0));
    }

    double ones = Arrays.stream(sample.sample().numeric()).sum();
    // Hypergeometric, its variance 81: five deviations.
    assertThat(ones).isBetween(100 - 45.0, 100 + 45.0);
  }

  @Test
  void keepsRowsWhole() {
    OrderFreeSample sample = new OrderFreeSample(50, 3);
    assertThat(sample.sample().rows()).isZero();
    sample.add(block(IntStream.range(0, 700).boxed().toList()));

    RowBlock kept = sample.sample();
    for (int row = 0; row < kept.rows(); row++) {
      assertThat(kept.text(row, 0)).isEqualTo("row " + (int) kept.number(row, 0));
    }
    assertThat(Arrays.stream(kept.numeric()).boxed()).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void keepsNothingWhereNoRowIsWanted() {
    OrderFreeSample sample = new OrderFreeSample(0, 3);
    sample.add(row(1));

    assertThat(sample.sample().rows()).isZero();
  }

  private static RowBlock row(int i) {
    return block(List.of(i));
  }

  private static RowBlock block(List<Integer> rows) {
    return new RowBlock(
        rows.size(),
        rows.stream().mapToDouble(i -> i).toArray(),
        rows.stream().map(i -> "row " + i).toArray(String[]::new));
  }
}
