package com.nextgen.ml.monitoring.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoncentralChiSquaredTest {

  /** Values of scipy.stats.ncx2.sf; its own error is the tolerance. */
  @ParameterizedTest
  @CsvSource({
    "16.9, 9, 5, 0.28198196991521307",
    "40, 9, 30, 0.43413755514221714",
    "2015, 9, 2000, 0.46887078959376244",
    "20000, 10, 20500, 0.9631505744966379",
    "3.84, 1, 7.849, 0.8001111521307274",
    "60, 4.5, 12.5, 5.154698707694394e-05",
  })
  void agreesWithScipy(double x, double degrees, double noncentrality, double survival) {
    assertThat(new NoncentralChiSquared(degrees, noncentrality).survival(x))
        .isCloseTo(survival, within(1e-9 * survival));
  }

  @Test
  void withoutNoncentralityIsChiSquared() {
    assertThat(new NoncentralChiSquared(9, 0).survival(20))
        .isEqualTo(new ChiSquared(9).survival(20));
    assertThat(new NoncentralChiSquared(9, 1e-9).survival(20))
        .isCloseTo(new ChiSquared(9).survival(20), within(1e-9));
  }

  /** Cohen 1988: 80 % power at .05 with one degree needs 7.85. */
  @Test
  void findsTheNoncentralityOfAPower() {
    assertThat(NoncentralChiSquared.noncentrality(1, 3.841459, 0.8))
        .isCloseTo(7.849, within(0.001));
    assertThat(NoncentralChiSquared.noncentrality(9, 1, 0.8)).isZero();
  }
}
