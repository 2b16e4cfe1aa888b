package com.nextgen.ml.monitoring.fairness.gap;

/** How far two groups may be apart and still be treated alike. */
public sealed interface Tolerance {

  /** Returns a figure of {@code group} held beside that of another: 0 or 1 where they are alike. */
  double gap(double group, double other);

  /** Returns how far apart they are, 0 where they are alike: what gaps are sorted by. */
  double size(double gap);

  /** Returns the size of the largest gap that is inside. */
  double reach();

  /** Returns the gaps that limits of the figures leave possible. */
  Interval projected(Interval group, Interval other);

  /** Returns whether all of these gaps are outside. */
  boolean excludes(Interval gaps);

  /** Returns the smallest gap that is outside, as the policy writes it. */
  double threshold();

  /**
   * Of a difference.
   *
   * @param threshold the largest size that is inside, more than 0
   */
  record Difference(double threshold) implements Tolerance {
    public Difference {
      if (!(threshold > 0) || Double.isInfinite(threshold)) {
        throw new IllegalArgumentException("a difference must be more than 0");
      }
    }

    @Override
    public double gap(double group, double other) {
      return group - other;
    }

    @Override
    public double size(double gap) {
      return Math.abs(gap);
    }

    @Override
    public double reach() {
      return threshold;
    }

    @Override
    public Interval projected(Interval group, Interval other) {
      return new Interval(group.low() - other.high(), group.high() - other.low());
    }

    @Override
    public boolean excludes(Interval gaps) {
      return gaps.low() > threshold || gaps.high() < -threshold;
    }
  }

  /**
   * Of a ratio.
   *
   * @param threshold the smallest that is inside, more than 0 and less than 1; so is its inverse
   */
  record Ratio(double threshold) implements Tolerance {
    public Ratio {
      if (!(threshold > 0 && threshold < 1)) {
        throw new IllegalArgumentException("a ratio must be more than 0 and less than 1");
      }
    }

    /** NaN where the other group's figure is 0: such a ratio does not exist. */
    @Override
    public double gap(double group, double other) {
      return other == 0 ? Double.NaN : group / other;
    }

    @Override
    public double size(double gap) {
      return Math.abs(Math.log(gap));
    }

    @Override
    public double reach() {
      return -Math.log(threshold);
    }

    @Override
    public Interval projected(Interval group, Interval other) {
      double low = other.high() == 0 ? 0 : group.low() / other.high();
      double high = other.low() == 0 ? Double.POSITIVE_INFINITY : group.high() / other.low();
      return new Interval(low, high);
    }

    @Override
    public boolean excludes(Interval gaps) {
      return gaps.high() < threshold || gaps.low() > 1 / threshold;
    }
  }
}
