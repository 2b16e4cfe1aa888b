package com.nextgen.ml.monitoring.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** What is passed with a probability has that probability, from nearly 1 to the far tails. */
class InversesTest {

  @Property
  void ofTheNormal(@ForAll @Scale(6) @DoubleRange(min = -690, max = -1e-3) double logP) {
    double p = Math.exp(logP);
    double z = Normal.inverseSurvival(p);

    assertThat(Normal.survival(z)).isCloseTo(p, within(2e-12 * p));
  }

  @Property
  void ofChiSquaredAndChi(
      @ForAll @Scale(6) @DoubleRange(min = -690, max = -1e-3) double logP,
      @ForAll @Scale(6) @DoubleRange(min = -1.5, max = 9) double logDegrees) {
    ChiSquared square = new ChiSquared(Math.exp(logDegrees));
    Chi chi = new Chi(square.degrees());

    // The tail is exp of a difference of terms as large as the degrees times their logarithm, each
    // rounded: what the function itself is off by with many degrees.
    double own = Math.max(2e-11, 1e-14 * square.degrees());
    assertInverse(square::survival, square::inverseSurvival, Math.exp(logP), own);
    assertInverse(chi::survival, chi::inverseSurvival, Math.exp(logP), own);
  }

  @Property
  void ofWeightedChiSquared(
      @ForAll @Scale(6) @DoubleRange(min = -200, max = -1e-3) double logP,
      @ForAll @IntRange(min = 1, max = 100) int degrees,
      @ForAll @Scale(4) @DoubleRange(min = 1, max = 100) double ratio,
      @ForAll @Scale(4) @DoubleRange(min = 0.1, max = 10) double rest) {
    WeightedChiSquared sum = new WeightedChiSquared(degrees, ratio * rest, rest);

    assertInverse(sum::survival, sum::inverseSurvival, Math.exp(logP), 1e-10);
  }

  @Property
  void ofStudents(
      @ForAll @Scale(6) @DoubleRange(min = -90, max = -1e-3) double logP,
      @ForAll @Scale(6) @DoubleRange(min = 0, max = 17) double logDegrees) {
    StudentT student = new StudentT(Math.exp(logDegrees));

    // With a hundred thousand degrees the continued fraction cancels five digits.
    assertInverse(student::twoSided, student::inverseTwoSided, Math.exp(logP), 1e-9);
  }

  /** Against the incomplete gamma function, erfc(x) = Q(1/2, x²) (DLMF 7.11.2). */
  @Property
  void theNormalTailIsAGammaTail(@ForAll @Scale(6) @DoubleRange(min = 0, max = 37) double z) {
    double tail = Gamma.upper(0.5, z * z / 2) / 2;

    assertThat(Normal.survival(z)).isCloseTo(tail, within(1e-12 * tail));
    assertThat(Normal.density(z) * Normal.mills(z)).isCloseTo(tail, within(1e-12 * tail));
  }

  private static void assertInverse(
      DoubleUnaryOperator survival, DoubleUnaryOperator inverse, double p, double error) {
    double x = inverse.applyAsDouble(p);
    // What the nearest numbers on both sides of x differ by, beside the function's own error.
    double above = survival.applyAsDouble(Math.nextUp(x));
    double below = survival.applyAsDouble(Math.nextDown(x));

    assertThat(survival.applyAsDouble(x)).isCloseTo(p, within(below - above + error * p));
  }
}
