package com.nextgen.ml.monitoring.drift.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.stats.Hypergeometric;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RareNamesTest {
  private static final CategoricalBins BINS =
      new CategoricalBins(List.of("often", "seldom"), Set.of("often"), Set.of("rare"));

  /** Of 1,000 rows: two have the least name with a cell, all but {@code hashed} the other. */
  private static CategoricalCounts counts(long... hashed) {
    long rows = Arrays.stream(hashed).sum();
    return CategoricalCounts.of(BINS, new long[] {998 - rows, 2, rows, 0, 0})
        .withHashed(Arrays.copyOf(hashed, CategoricalBins.HASHED));
  }

  private static OptionalDouble pValue(CategoricalCounts reference, CategoricalCounts current) {
    DesignEffect one = DesignEffect.NONE;
    return RareNames.pValue(
        new ColumnComparison(reference, current, one, one, OptionalLong.of(1), true));
  }

  @Test
  void isFishersOfTheCellFurthestOutTimesTheCells() {
    double p = pValue(counts(30, 20, 10), counts(28, 60, 9)).orElseThrow();
    double fisher = 2 * Hypergeometric.upperTail(20, 1000, 60, 1000);

    // The least name with a cell might as well have had none, so that its cell is the fourth.
    assertThat(CategoricalBins.hashedCell("seldom")).isGreaterThan(2);
    assertThat(p).isCloseTo(4 * fisher, within(1e-15));
    assertThat(p).isLessThan(1e-4);
  }

  @Test
  void aNameThatGoesIsSeenAsOneThatComes() {
    double comes = pValue(counts(30, 20, 10), counts(28, 60, 9)).orElseThrow();
    double goes = pValue(counts(28, 60, 9), counts(30, 20, 10)).orElseThrow();

    assertThat(goes).isCloseTo(comes, within(1e-15));
  }

  @Test
  void countsWithoutHashedCellsAreNotTested() {
    CategoricalCounts old = CategoricalCounts.of(BINS, new long[] {900, 2, 98, 0, 0});

    assertThat(old.isHashed()).isFalse();
    assertThat(pValue(old, counts(30, 20))).isEmpty();
    assertThat(pValue(counts(30, 20), old)).isEmpty();
    assertThat(counts(30, 20).plus(old).isHashed()).isFalse();
  }

  @Test
  void cellsThatCannotBeSignificantAreLeftOut() {
    assertThat(pValue(counts(1, 1, 1), counts(1, 1))).isEmpty();
  }

  @Test
  void hashedRowsAddAndSubtract() {
    CategoricalCounts sum = counts(3, 0, 5).plus(counts(1, 2));

    assertThat(sum.hashed()).startsWith(4, 2, 5, 0).hasSize(CategoricalBins.HASHED);
    assertThat(sum.isHashed()).isTrue();
    assertThat(sum.minus(counts(1, 2))).isEqualTo(counts(3, 0, 5));
  }

  /** Documents and stores hold rows by these. */
  @Test
  void aNameKeepsItsCell() {
    assertThat(CategoricalBins.hashedCell("a")).isEqualTo(60);
    assertThat(CategoricalBins.hashedCell("SE")).isEqualTo(54);
    assertThat(CategoricalBins.hashedCell("new")).isEqualTo(62);
  }
}
