package com.nextgen.ml.service.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentRowsTest {
  @Test
  void samplesRowsUniformly() {
    int rows = 2_000;
    int repetitions = 400;
    int[] taken = new int[rows];
    for (int seed = 0; seed < repetitions; seed++) {
      RecentRows recent = new RecentRows(1, RecentRows.LEAST, seed);
      Random random = new Random(seed);
      for (int from = 0; from < rows; ) {
        int size = Math.min(rows - from, 1 + random.nextInt(64));
        recent.add(rows(from, size));
        from += size;
      }
      double[] sample = recent.recentOf(0).numeric();
      assertThat(sample).hasSize(RecentRows.LEAST).doesNotHaveDuplicates();
      Arrays.stream(sample).forEach(value -> taken[(int) value]++);
    }

    // Each tenth of the rows is taken as often as any other: 20,000 / 2 values, five deviations.
    for (int tenth = 0; tenth < 10; tenth++) {
      int count = Arrays.stream(taken, tenth * rows / 10, (tenth + 1) * rows / 10).sum();
      assertThat((double) count).isBetween(10_000 - 5 * 95.0, 10_000 + 5 * 95.0);
    }
  }

  @Test
  void keepsAllOfFewRows() {
    RecentRows recent = new RecentRows(2, RecentRows.LEAST, 1);
    recent.add(rows(0, 1));
    recent.add(rows(1, 99));

    assertThat(recent.recentOf(1).rows()).isEqualTo(100);
    assertThat(recent.lastOf(1).rows()).isZero();
  }

  @Test
  void keepsAsManyRowsAsAsked() {
    RecentRows recent = new RecentRows(1, 3_000, 1);
    recent.add(rows(0, 2_000));
    assertThat(recent.recentOf(0).rows()).isEqualTo(2_000);
    recent.add(rows(2_000, 8_000));
    assertThat(values(recent.recentOf(0)))
        .hasSize(3_000)
        .doesNotHaveDuplicates()
        .anyMatch(value -> value < 2_000)
        .anyMatch(value -> value >= 9_000);
  }

  @Test
  void startsANewSampleWhenAWindowEnds() {
    RecentRows recent = new RecentRows(2, RecentRows.LEAST, 1);
    recent.add(rows(0, 5_000));
    recent.ended(0);
    recent.add(rows(5_000, 300));

    assertThat(values(recent.lastOf(0))).hasSize(250).allMatch(value -> value < 5_000);
    assertThat(values(recent.recentOf(0))).hasSize(250).allMatch(value -> value >= 5_000);
    assertThat(values(recent.recentOf(1))).anyMatch(value -> value < 5_000);
  }

  @Test
  void usesTheLastWindowAfterANewOneBegan() {
    RecentRows recent = new RecentRows(1, RecentRows.LEAST, 1);
    recent.add(rows(0, 400));
    recent.ended(0);
    recent.add(rows(1_000, 20));

    assertThat(values(recent.recentOf(0))).hasSize(250).allMatch(value -> value < 1_000);
  }

  @Test
  void samplesCorrectlyFromManyThreads() {
    RecentRows recent = new RecentRows(3, RecentRows.LEAST, 7);
    IntStream.range(0, 20_000).parallel().forEach(i -> recent.add(rows(i, 1)));

    for (int window = 0; window < 3; window++) {
      assertThat(values(recent.recentOf(window)))
          .hasSize(RecentRows.LEAST)
          .doesNotHaveDuplicates()
          .allMatch(value -> value >= 0 && value < 20_000);
    }
  }

  private static List<Double> values(RowBlock rows) {
    return Arrays.stream(rows.numeric()).boxed().toList();
  }

  private static RowBlock rows(int from, int size) {
    return new RowBlock(
        size, IntStream.range(from, from + size).asDoubleStream().toArray(), new String[size]);
  }
}
