package com.nextgen.ml.monitoring.baseline.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class Type7Test {

  @Property
  void agreesWithTheDefinition(
      @ForAll @Size(min = 1, max = 60) double[] values, @ForAll @DoubleRange(max = 1) double p) {
    double[] sorted = Arrays.stream(values).map(x -> x % 1e6).sorted().toArray();
    BigDecimal at = new BigDecimal(p).multiply(BigDecimal.valueOf(sorted.length - 1));
    int below = at.intValue();
    BigDecimal low = new BigDecimal(sorted[below]);
    BigDecimal high = new BigDecimal(sorted[Math.min(below + 1, sorted.length - 1)]);
    BigDecimal exact =
        low.add(
            high.subtract(low).multiply(at.subtract(BigDecimal.valueOf(below))),
            MathContext.DECIMAL128);
    double span = sorted[sorted.length - 1] - sorted[0];
    assertThat(Type7.quantile(sorted, sorted.length, p))
        .isCloseTo(exact.doubleValue(), Offset.offset(1e-13 * sorted.length * (1 + span)))
        .isBetween(sorted[0], sorted[sorted.length - 1]);
  }

  @Test
  void interpolatesBetweenOrderStatistics() {
    double[] sorted = {1, 2, 4, 8};
    assertThat(Type7.quantile(sorted, 4, 0)).isEqualTo(1);
    assertThat(Type7.quantile(sorted, 4, 0.5)).isEqualTo(3);
    assertThat(Type7.quantile(sorted, 4, 0.9)).isCloseTo(6.8, Offset.offset(1e-12));
    assertThat(Type7.quantile(sorted, 4, 1)).isEqualTo(8);
  }

  @Test
  void handlesTheWholeRangeOfDoubles() {
    double[] sorted = {-Double.MAX_VALUE, Double.MAX_VALUE};
    assertThat(Type7.quantile(sorted, 2, 0.5)).isEqualTo(0);
  }
}
