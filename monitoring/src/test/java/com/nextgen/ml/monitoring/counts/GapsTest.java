package com.nextgen.ml.monitoring.counts;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.Precision;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GapsTest {
  private static final double UNDER_TEN = Math.nextDown(10.0);
  private static final double UNDER_TWENTY = Math.nextDown(20.0);

  /** The atoms 0, 10 and 20, with a quantile at 15; published are 0 and 10. */
  private static final NumericBins BINS =
      new NumericBins(
          Precision.FLOAT64,
          0,
          new double[] {0, UNDER_TEN, 10, 15, UNDER_TWENTY, 20},
          new int[] {0, 2},
          10,
          8);

  /** Counts with so many rows in each fine bin. */
  private static NumericCounts counts(long... bins) {
    long[] cells = new long[BINS.size() + NumericCounts.EXTRA_CELLS];
    System.arraycopy(bins, 0, cells, 1, bins.length);
    return NumericCounts.of(BINS, cells, new double[4], 0, 20);
  }

  @Test
  void whatLiesBetweenNeighbouringAtomsIsAGap() {
    Gaps gaps = Gaps.of(counts(300, 0, 300, 0, 0, 400));

    assertThat(gaps.exist()).isTrue();
    assertThat(gaps.count(counts(1, 7, 3, 5, 2, 4))).containsExactly(0, 7, 7);
    assertThat(gaps.nullShare(1000)).isEqualTo(1 / 1001.0);
  }

  @Test
  void anAtomThatSharesItsBinsWithOtherValuesHasNoGapThere() {
    Gaps gaps = Gaps.of(counts(300, 3, 300, 1, 0, 400));

    assertThat(gaps.exist()).isFalse();
    assertThat(gaps.count(counts(1, 7, 3, 5, 2, 4))).containsOnly(0);
    assertThat(gaps.nullShare(1000)).isZero();
  }

  @Test
  void loneValuesBetweenAtomsSayHowManyMoreThereMayBe() {
    Gaps gaps = Gaps.of(counts(300, 1, 300, 0, 0, 99));

    assertThat(gaps.count(counts(0, 9, 0, 1, 1, 0))).containsExactly(0, 0, 2);
    assertThat(gaps.nullShare(100)).isEqualTo(0.01);
  }

  @Test
  void withoutRowsThereIsNothingBetweenThem() {
    assertThat(Gaps.of(counts()).exist()).isFalse();
  }

  @Test
  void quantilesOfManyValuesLeaveNoGap() {
    double[] edges = new double[200];
    Arrays.setAll(edges, i -> i + 0.5);
    NumericBins even = new NumericBins(Precision.FLOAT64, 0, edges, new int[] {99}, 100, 50);
    long[] cells = new long[even.size() + NumericCounts.EXTRA_CELLS];
    Arrays.fill(cells, 1, 201, 3);
    cells[50] = 0;

    assertThat(Gaps.of(NumericCounts.of(even, cells, new double[4], 0, 200)).exist()).isFalse();
  }
}
