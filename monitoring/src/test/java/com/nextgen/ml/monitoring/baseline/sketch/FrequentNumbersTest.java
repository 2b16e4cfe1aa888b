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

class FrequentNumbersTest {

  @Property
  void countsAreShortByNoMoreThanTheError(
      @ForAll @Size(max = 3000) List<@IntRange(max = 60) Integer> stream,
      @ForAll @IntRange(min = 1, max = 40) int most) {
    FrequentNumbers numbers = new FrequentNumbers(most);
    Map<Double, Long> exact = new HashMap<>();
    for (int number : stream) {
      double key = number / 7.0 - 3;
      numbers.add(key);
      exact.merge(key, 1L, Long::sum);
    }

    Map<Double, Long> counts = numbers.counts();

    assertThat(counts).hasSizeLessThanOrEqualTo(most);
    assertThat(numbers.error()).isLessThanOrEqualTo(stream.size() / (most + 1));
    exact.forEach(
        (key, count) ->
            assertThat(counts.getOrDefault(key, 0L)).isBetween(count - numbers.error(), count));
    if (exact.size() <= most) {
      assertThat(counts).isEqualTo(exact);
      assertThat(numbers.error()).isZero();
    }
  }

  @Test
  void findsAFrequentNumberAmongAMillion() {
    FrequentNumbers numbers = new FrequentNumbers(100);
    for (int i = 0; i < 1_000_000; i++) {
      numbers.add(i % 10 == 0 ? 0 : i);
    }

    assertThat(numbers.counts().get(0.0)).isBetween(100_000 - numbers.error(), 100_000L);
    assertThat(numbers.error()).isBetween(1L, 1_000_000L / 101);
  }
}
