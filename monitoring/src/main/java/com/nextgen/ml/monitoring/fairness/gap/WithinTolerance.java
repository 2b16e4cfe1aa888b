package com.nextgen.ml.monitoring.fairness.gap;

import com.nextgen.ml.monitoring.stats.Binomial;
import com.nextgen.ml.monitoring.stats.ClopperPearson;
import com.nextgen.ml.monitoring.stats.Normal;
import com.nextgen.ml.monitoring.stats.StudentT;

/**
 * Whether two figures are shown to lie within a tolerance: two one-sided tests, each of the
 * hypothesis that the gap is at its end or further out (Schuirmann 1987).
 *
 * <p>Of rates the test is exact. At the end of the tolerance the two rates are known but for one of
 * them, p. Given p, P(X ≤ k) of the group that should be higher and P(X ≥ k) of the other are
 * p-values, independent; their deviates z₁ and z₂ are at most normal, and so is w₁z₁ + w₂z₂ with
 * w₁² + w₂² = 1. The weights are the standard errors at p, with which the sum is Wald's z where
 * counts are large, and which half a row keeps from vanishing. The tolerance holds if every p is
 * refuted, of those that an upper limit of the one rate and a lower limit of the other leave
 * (Berger and Boos, JASA 89, 1994). Fewer successes of the one and more of the other never speak
 * against it, so it is exact for gaps further out too; limits at the other ends would not leave
 * that. A deviate is cut off at {@link #LEAST}, so that a count that says nothing (P = 1) does not
 * hide what the other says. How often limits and cut may be wrong is taken from the level (decision
 * 0045).
 */
final class WithinTolerance {
  /** A smaller deviate is taken for this. */
  private static final double LEAST = -3.5;

  /** How often each of the two limits may be wrong. */
  private static final double LIMIT_TAIL = 1e-4;

  private static final double SPENT = 2 * Normal.cumulative(LEAST) + 2 * LIMIT_TAIL;

  private static final int STEPS = 64;
  private static final int REFINEMENTS = 30;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private WithinTolerance() {}

  /** Returns whether a difference is shown to be less than {@code tolerance} in size. */
  static boolean holds(Sample group, Sample other, Tolerance tolerance, Level level) {
    if (group.size() == 0
        || other.size() == 0
        || !(tolerance.size(tolerance.gap(group.value(), other.value())) < tolerance.reach())) {
      return false;
    }
    if (group instanceof Proportion first && other instanceof Proportion second) {
      return isLess(first, second, tolerance, level) && isLess(second, first, tolerance, level);
    }
    if (group instanceof MeanSample first
        && other instanceof MeanSample second
        && tolerance instanceof Tolerance.Difference difference) {
      return isWithin(first, second, difference.threshold(), level);
    }
    throw new IllegalArgumentException("there is no such gap between such figures");
  }

  /**
   * At what level, and how many rows are worth one.
   *
   * @param tail the probability with which each one-sided test may be wrong
   */
  record Level(double tail, double designEffect) {}

  /** By Welch's t. */
  private static boolean isWithin(
      MeanSample first, MeanSample second, double threshold, Level level) {
    double a = first.squaredError() * level.designEffect();
    double b = second.squaredError() * level.designEffect();
    double left = threshold - Math.abs(first.value() - second.value());
    if (!(left > 0) || Double.isInfinite(a + b)) {
      return false;
    }
    if (a + b == 0) {
      return true;
    }
    double degrees =
        (a + b) * (a + b) / (a * a / freedom(first, level) + b * b / freedom(second, level));
    double t = left / Math.sqrt(a + b);
    return degrees > 0 && new StudentT(degrees).twoSided(t) <= 2 * level.tail();
  }

  private static double freedom(MeanSample sample, Level level) {
    return Math.max(0, sample.size() / level.designEffect() - 1);
  }

  /** Whether the rate {@code high} is shown not to be above that of {@code low} by too much. */
  private static boolean isLess(Proportion high, Proportion low, Tolerance tolerance, Level level) {
    Edge edge =
        new Edge(
            high.successes() / level.designEffect(),
            high.size() / level.designEffect(),
            low.successes() / level.designEffect(),
            low.size() / level.designEffect(),
            tolerance);
    if (level.tail() <= SPENT) {
      throw new IllegalArgumentException("a level of " + level.tail() + " is too small to test");
    }
    return edge.isRefuted(Normal.inverseSurvival(level.tail() - SPENT));
  }

  /** The hypothesis that one rate is above another by just the tolerance. */
  private record Edge(double k, double n, double below, double m, Tolerance tolerance) {

    /** Whether the deviates of all pairs of rates at the edge are at least this. */
    boolean isRefuted(double critical) {
      // Over the angle φ with p = sin² φ, on which standard errors are the same everywhere.
      double first = angle(ClopperPearson.of(below, m, LIMIT_TAIL).low());
      double last = angle(lower(ClopperPearson.of(k, n, LIMIT_TAIL).high()));
      if (first > last) {
        return true;
      }
      double step = (last - first) / STEPS;
      double deviate = Double.POSITIVE_INFINITY;
      double least = first;
      for (int i = 0; i <= STEPS && deviate >= critical; i++) {
        double here = deviateAt(first + i * step);
        if (here < deviate) {
          deviate = here;
          least = first + i * step;
        }
      }
      return deviate >= critical
          && refined(Math.max(first, least - step), Math.min(last, least + step)) >= critical;
    }

    /** By the golden section (Kiefer 1953). */
    private double refined(double from, double to) {
      double deviate = Double.POSITIVE_INFINITY;
      for (int i = 0; i < REFINEMENTS; i++) {
        double left = to - GOLDEN * (to - from);
        double right = from + GOLDEN * (to - from);
        double atLeft = deviateAt(left);
        double atRight = deviateAt(right);
        deviate = Math.min(deviate, Math.min(atLeft, atRight));
        if (atLeft < atRight) {
          to = right;
        } else {
          from = left;
        }
      }
      return deviate;
    }

    private static double angle(double p) {
      return Math.asin(Math.sqrt(Math.max(0, Math.min(1, p))));
    }

    /** The lower rate that belongs to an upper one; negative if none does. */
    private double lower(double q) {
      return tolerance instanceof Tolerance.Ratio ratio
          ? q * ratio.threshold()
          : q - tolerance.threshold();
    }

    private double upper(double p) {
      double upper =
          tolerance instanceof Tolerance.Ratio ratio
              ? p / ratio.threshold()
              : p + tolerance.threshold();
      return Math.min(1, upper);
    }

    private double deviateAt(double angle) {
      double p = Math.sin(angle) * Math.sin(angle);
      double q = upper(p);
      double first = error(q, n);
      // The edge of a ratio is slanted: an error of the lower rate moves the upper one by more.
      double second =
          error(p, m) / (tolerance instanceof Tolerance.Ratio ratio ? ratio.threshold() : 1);
      double both = Math.hypot(first, second);
      return weighted(first / both, deviateOfAtMost(k, n, q))
          + weighted(second / both, deviateOfAtMost(m - below, m, 1 - p));
    }

    private static double error(double p, double n) {
      return Math.sqrt((p * (1 - p) + 0.5 / n) / n);
    }

    private static double weighted(double weight, double deviate) {
      return weight * Math.max(LEAST, deviate);
    }
  }

  /** The deviate of which P(X ≤ k) is the upper tail. */
  private static double deviateOfAtMost(double k, double n, double p) {
    double tail = new Binomial(n, p).atMost(k);
    return tail >= 1
        ? Double.NEGATIVE_INFINITY
        : Normal.inverseSurvival(Math.max(tail, Double.MIN_NORMAL));
  }
}
