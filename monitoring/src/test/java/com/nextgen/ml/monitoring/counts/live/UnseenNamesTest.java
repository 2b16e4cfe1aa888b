package com.nextgen.ml.monitoring.counts.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnseenNamesTest {
  private static final Layout LAYOUT =
      new Layout(
          List.of(
              new Column(
                  "c", Column.Source.CATEGORICAL_INPUT, 0, CategoricalBins.of(List.of("a")))));

  @Test
  void collectsOnlyNamesUnknownToTheBaseline() {
    LiveCounters counters = new LiveCounters(LAYOUT, 1, true);
    add(counters, "a", null, "x", "y", "x");

    UnseenValues values = counters.unseen().get("c");
    assertThat(values.counts()).containsExactly(entry("x", 2), entry("y", 1));
    assertThat(values.others()).isZero();
    assertThat(counters.snapshot().input("c").orElseThrow().rows()).isEqualTo(5);
  }

  @Test
  void keepsNoneUnlessAllowed() {
    LiveCounters counters = new LiveCounters(LAYOUT, 1);
    add(counters, "x");
    assertThat(counters.unseen()).isEmpty();
  }

  @Test
  void boundsMemoryForAMillionNames() {
    LiveCounters counters = new LiveCounters(LAYOUT, 1, true);
    String[] names =
        IntStream.range(0, 10_000).mapToObj(i -> i + "x".repeat(500)).toArray(String[]::new);
    add(counters, names);

    UnseenValues values = counters.unseen().get("c");
    assertThat(values.counts()).hasSize(20);
    assertThat(values.counts().keySet()).allMatch(name -> name.length() <= 64);
    assertThat(values.others()).isEqualTo(10_000 - 20);
  }

  @Test
  void collectsNamesOfAllThreads() {
    LiveCounters counters = new LiveCounters(LAYOUT, 2, true);
    IntStream.range(0, 400).parallel().forEach(i -> add(counters, "v" + i % 40, "v" + i % 40));

    UnseenValues values = counters.unseen().get("c");
    long named = values.counts().values().stream().mapToLong(Long::longValue).sum();
    assertThat(values.counts()).hasSize(20);
    assertThat(named + values.others()).isEqualTo(800);
  }

  private static Map.Entry<String, Long> entry(String name, long count) {
    return Map.entry(name, count);
  }

  private static void add(LiveCounters counters, @Nullable String... values) {
    double[] scores = new double[values.length];
    int[] classes = new int[values.length];
    Arrays.fill(scores, 0.5);
    counters.add(
        new RowBlock(values.length, new double[0], values),
        new PredictionBlock(values.length, classes, scores, new double[0]));
  }
}
