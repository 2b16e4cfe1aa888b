package com.nextgen.ml.monitoring.counts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NullSharesTest {
  @Test
  void theNextOfSoManyValuesIsUnderAllOfThemWithThisProbability() {
    assertThat(NullShares.outside(199)).isEqualTo(1 / 200.0);
  }

  @Test
  void noShareIsTakenForLessThanTheFloorOfDistances() {
    assertThat(NullShares.outside(1_000_000)).isEqualTo(1e-4);
    assertThat(NullShares.unseen(1_000_000, 7)).isEqualTo(1e-4);
  }

  @Test
  void newCategoriesAreExpectedAsOftenAsThoseOfOneRow() {
    assertThat(NullShares.unseen(1000, 30)).isEqualTo(0.03);
    assertThat(NullShares.unseen(1000, 0)).isEqualTo(1 / 1001.0);
  }

  @Test
  void ofNoRowsNothingIsKnown() {
    assertThat(NullShares.outside(0)).isZero();
    assertThat(NullShares.unseen(0, 0)).isZero();
  }
}
