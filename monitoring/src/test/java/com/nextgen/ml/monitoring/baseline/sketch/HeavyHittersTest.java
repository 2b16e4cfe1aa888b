package com.nextgen.ml.monitoring.baseline.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HeavyHittersTest {

  @Property
  void countsAreShortByNoMoreThanTheError(
      @ForAll @Size(max = 3000) List<@IntRange(max = 60) Integer> stream,
      @ForAll @IntRange(min = 4, max = 40) int most) {
    HeavyHitters<Integer> hitters = new HeavyHitters<>(most, Long.MAX_VALUE, key -> 1);
    Map<Integer, Long> exact = new HashMap<>();
    for (Integer key : stream) {
      hitters.add(key);
      exact.merge(key, 1L, Long::sum);
    }
    Map<Integer, Long> counts = hitters.counts();
    assertThat(counts).hasSizeLessThanOrEqualTo(most);
    assertThat(hitters.error()).isLessThanOrEqualTo(2L * stream.size() / most);
    exact.forEach(
        (key, count) ->
            assertThat(counts.getOrDefault(key, 0L)).isBetween(count - hitters.error(), count));
    if (exact.size() <= most) {
      assertThat(counts).isEqualTo(exact);
      assertThat(hitters.error()).isZero();
      assertThat(hitters.distinct()).isEqualTo(exact.size());
    }
  }

  @Test
  void evictsLongKeys() {
    HeavyHitters<String> hitters = new HeavyHitters<>(1000, 10_000, String::length);
    for (int i = 0; i < 500; i++) {
      hitters.add(i + "x".repeat(1000));
    }
    assertThat(hitters.counts().keySet().stream().mapToInt(String::length).sum())
        .isLessThanOrEqualTo(10_000);
    assertThat(hitters.error()).isPositive();
  }
}
