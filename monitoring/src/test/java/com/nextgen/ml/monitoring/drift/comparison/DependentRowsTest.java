package com.nextgen.ml.monitoring.drift.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.drift.statistic.DriftStatistic;
import com.nextgen.ml.monitoring.drift.statistic.KolmogorovSmirnov;
import com.nextgen.ml.monitoring.drift.statistic.TestResult;
import com.nextgen.ml.monitoring.schema.Precision;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DependentRowsTest {
  private static final NumericBins BINS =
      new NumericBins(
          Precision.FLOAT64, 0, new double[] {1, 2, 3, 4, 5, 6}, new int[] {1, 3}, 3, 1.7);

  @Property(tries = 200)
  void repeatedRowsWithTheirDesignEffectCountOnce(
      @ForAll @Size(6) int[] reference,
      @ForAll @Size(6) int[] current,
      @ForAll @IntRange(min = 1, max = 12) int times) {
    DesignEffect worth = new DesignEffect(times, 0, times, times, times);
    ColumnComparison once = new ColumnComparison(counts(reference, 1), counts(current, 1));
    ColumnComparison often =
        new ColumnComparison(counts(reference, times), counts(current, times), worth, worth);
    CriticalValues critical = new CriticalValues(0.01);

    for (DriftStatistic test : DriftStatistic.ALL) {
      if (!test.appliesTo(once)) {
        continue;
      }
      TestResult.Measured a = (TestResult.Measured) test.evaluate(once, critical);
      TestResult.Measured b = (TestResult.Measured) test.evaluate(often, critical);
      assertThat(b.statistic())
          .as(test.name().code())
          .isCloseTo(a.statistic(), near(a.statistic()));
      assertThat(b.pValue().isPresent()).isEqualTo(a.pValue().isPresent());
      if (a.pValue().isPresent()) {
        assertThat(b.pValue().getAsDouble())
            .as(test.name().code())
            .isCloseTo(a.pValue().getAsDouble(), near(a.pValue().getAsDouble()));
      }
      assertThat(b.canReject()).isEqualTo(a.canReject());
    }
  }

  @Property(tries = 200)
  void aLargerDesignEffectIsNeverMoreSignificant(
      @ForAll @Size(6) int[] reference,
      @ForAll @Size(6) int[] current,
      @ForAll @DoubleRange(min = 1, max = 50) double worth) {
    CriticalValues critical = new CriticalValues(0.01);
    DesignEffect less = new DesignEffect(1, 0, worth, 1, 1);
    TestResult.Measured ks =
        (TestResult.Measured)
            new KolmogorovSmirnov()
                .evaluate(new ColumnComparison(counts(reference, 1), counts(current, 1)), critical);
    TestResult.Measured cautious =
        (TestResult.Measured)
            new KolmogorovSmirnov()
                .evaluate(
                    new ColumnComparison(counts(reference, 1), counts(current, 1), less, less),
                    critical);

    assertThat(cautious.pValue().getAsDouble()).isGreaterThanOrEqualTo(ks.pValue().getAsDouble());
    assertThat(cautious.critical().getAsDouble())
        .isGreaterThanOrEqualTo(ks.critical().getAsDouble());
  }

  @Test
  void refusesDesignEffectsUnderOne() {
    NumericCounts rows = counts(new int[] {1, 2, 3, 4, 5, 6}, 1);
    for (DesignEffect less :
        List.of(
            new DesignEffect(0.5, 0, 1, 1, 1),
            new DesignEffect(1, 0, 0.5, 1, 1),
            new DesignEffect(1, 0, 1, 0.5, 1),
            new DesignEffect(1, 0, 1, 1, 0.5))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ColumnComparison(rows, rows, less, DesignEffect.NONE));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ColumnComparison(rows, rows, DesignEffect.NONE, less));
    }
  }

  @Test
  void refusesDesignEffectsThatAreNotFiniteOrNegative() {
    assertThatIllegalArgumentException().isThrownBy(() -> new DesignEffect(1, 0, Double.NaN, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new DesignEffect(1, -0.1, 1, 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DesignEffect(1, 0, 1, Double.POSITIVE_INFINITY, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new DesignEffect(1, 0, 1, 1, Double.NaN));
  }

  private static NumericCounts counts(int[] sizes, int times) {
    long[] cells = new long[BINS.size() + 6];
    for (int i = 0; i < sizes.length; i++) {
      cells[i + 1] = (20L + Math.floorMod(sizes[i], 400)) * times;
    }
    long rows = Arrays.stream(cells).sum();
    return NumericCounts.of(BINS, cells, new double[] {0, rows, 0, 0}, 0.5, 6);
  }

  private static org.assertj.core.data.Offset<Double> near(double value) {
    return within(1e-9 * Math.max(1e-9, Math.abs(value)));
  }
}
