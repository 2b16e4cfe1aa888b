package com.nextgen.ml.benchmarks.trial.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.schema.Missing;
import org.junit.jupiter.api.Test;

class DistanceTest {
  @Test
  void ofNumbersIsTheLargestDifferenceOfSharesUpToAPoint() {
    double[] before = {1, 2, 3, 4};
    assertThat(Distance.ofNumbers(before, new double[] {4, 1, 3, 2})).isZero();
    assertThat(Distance.ofNumbers(before, new double[] {2, 2, 3, 400})).isEqualTo(0.25);
    assertThat(Distance.ofNumbers(before, new double[] {9, 8, 7, 6})).isEqualTo(1);
  }

  @Test
  void valuesThatGoMissingMoveEveryShare() {
    double[] now = {1, Missing.NUMBER, Missing.NUMBER, 4};
    assertThat(Distance.ofNumbers(new double[] {1, 2, 3, 4}, now)).isEqualTo(0.5);
  }

  @Test
  void ofCategoriesIsTheShareOfRowsThatChange() {
    double[] before = {0, 0, 1, 2};
    assertThat(Distance.ofCategories(before, new double[] {2, 1, 0, 0})).isZero();
    assertThat(Distance.ofCategories(before, new double[] {0, 7, 1, 2}))
        .isCloseTo(0.25, within(1e-12));
  }
}
