package com.nextgen.ml.monitoring.stats;

/**
 * The error function by Cody's rational approximations (Cody 1969, Rational Chebyshev
 * approximations for the error function, Mathematics of Computation 23), relative error of the
 * approximations themselves under 1e-18.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // as they are printed
final class ErrorFunction {
  /** Up to here {@link #erf} is for, from here on {@link #scaledComplement}. */
  static final double SPLIT = 0.46875;

  private static final double FAR = 4;
  private static final double ROOT_OF_PI = 0.56418958354775628695; // 1/√π

  private static final double[] NEAR_ABOVE = {
    1.85777706184603153e-1,
    3.16112374387056560e0,
    1.13864154151050156e2,
    3.77485237685302021e2,
    3.20937758913846947e3
  };
  private static final double[] NEAR_UNDER = {
    1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3
  };
  private static final double[] MIDDLE_ABOVE = {
    2.15311535474403846e-8,
    5.64188496988670089e-1,
    8.88314979438837594e0,
    6.61191906371416295e1,
    2.98635138197400131e2,
    8.81952221241769090e2,
    1.71204761263407058e3,
    2.05107837782607147e3,
    1.23033935479799725e3
  };
  private static final double[] MIDDLE_UNDER = {
    1,
    1.57449261107098347e1,
    1.17693950891312499e2,
    5.37181101862009858e2,
    1.62138957456669019e3,
    3.29079923573345963e3,
    4.36261909014324716e3,
    3.43936767414372164e3,
    1.23033935480374942e3
  };
  private static final double[] FAR_ABOVE = {
    1.63153871373020978e-2,
    3.05326634961232344e-1,
    3.60344899949804439e-1,
    1.25781726111229246e-1,
    1.60837851487422766e-2,
    6.58749161529837803e-4
  };
  private static final double[] FAR_UNDER = {
    1,
    2.56852019228982242e0,
    1.87295284992346725e0,
    5.27905102951428412e-1,
    6.05183413124413191e-2,
    2.33520497626869185e-3
  };

  private ErrorFunction() {}

  /**
   * erf(x).
   *
   * @param x from 0 to {@link #SPLIT}
   */
  static double erf(double x) {
    double square = x * x;
    return x * polynomial(NEAR_ABOVE, square) / polynomial(NEAR_UNDER, square);
  }

  /**
   * exp(x²) erfc(x).
   *
   * @param x at least {@link #SPLIT}
   */
  static double scaledComplement(double x) {
    if (x <= FAR) {
      return polynomial(MIDDLE_ABOVE, x) / polynomial(MIDDLE_UNDER, x);
    }
    double square = 1 / (x * x);
    double ratio = square * polynomial(FAR_ABOVE, square) / polynomial(FAR_UNDER, square);
    return (ROOT_OF_PI - ratio) / x;
  }

  /** Horner's rule, the highest power's coefficient first. */
  private static double polynomial(double[] coefficients, double x) {
    double value = 0;
    for (double coefficient : coefficients) {
      value = value * x + coefficient;
    }
    return value;
  }
}
