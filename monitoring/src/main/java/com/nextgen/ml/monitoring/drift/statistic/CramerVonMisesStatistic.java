package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.drift.comparison.CumulativePair;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.stats.CramerVonMises;
import java.util.OptionalDouble;

/**
 * Two-sample Cramér-von Mises statistic n m / (n + m) ∫ (F − G)² dH at the fine edges, H being the
 * pooled distribution (Anderson 1962), missing values left out; p-value from the limit distribution
 * ∫ B².
 *
 * <p>Inside a bin F − G is taken as straight, from a at its left to b at its right end: (a² + ab +
 * b²) / 3 times the bin's share of H. For an atom, as for all ties, this is the mean over the
 * orders in which its rows could stand. The bridge that is straight inside the bins is the
 * conditional expectation of B given its values at the edges, so its integral is stochastically
 * smaller than ∫ B²: ties and bins make the p-value cautious, never too small.
 *
 * <p>The error bound is what the order of the values inside the bins could add or take away.
 */
final class CramerVonMisesStatistic implements DriftStatistic {
  @Override
  public TestName name() {
    return TestName.CRAMER_VON_MISES;
  }

  @Override
  public boolean appliesTo(ColumnComparison comparison) {
    return comparison.isNumeric();
  }

  @Override
  public TestResult evaluate(ColumnComparison comparison, CriticalValues critical) {
    CumulativePair bins = comparison.numbers();
    if (bins.isOneSided()) {
      return new TestResult.NotEnoughData(name(), Reason.NO_VALUES);
    }
    CumulativePair.SampleSizes worth = bins.rankWorth();
    Integral integral = new Integral(worth.n(), worth.m());
    integral.add(0, bins.f(0), 0, bins.g(0), false);
    for (int i = 1; i < bins.size(); i++) {
      integral.add(bins.f(i - 1), bins.f(i), bins.g(i - 1), bins.g(i), bins.isAtom(i));
    }
    int last = bins.size() - 1;
    integral.add(bins.f(last), 1, bins.g(last), 1, false);
    double size = worth.effectiveSize();
    double statistic = size * integral.straight;
    double most = size / 3;
    return new TestResult.Measured(
        name(),
        statistic,
        OptionalDouble.of(CramerVonMises.survival(statistic)),
        OptionalDouble.of(critical.cramerVonMises()),
        OptionalDouble.of(
            size
                * Math.max(
                    0,
                    Math.max(
                        integral.most - integral.straight, integral.straight - integral.least))),
        most >= critical.cramerVonMises());
  }

  /** ∫ (F − G)² dH, with its bounds. */
  private static final class Integral {
    private final double n;
    private final double m;
    private double straight;
    private double least;
    private double most;

    Integral(double n, double m) {
      this.n = n;
      this.m = m;
    }

    /** Adds what lies between two points at which both functions are known. */
    void add(double f, double nextF, double g, double nextG, boolean atom) {
      double share = (n * (nextF - f) + m * (nextG - g)) / (n + m);
      double a = f - g;
      double b = nextF - nextG;
      double middle = share * (a * a + a * b + b * b) / 3;
      double up = Math.max(nextF - g, nextG - f);
      double down = Math.max(0, Math.max(f - nextG, g - nextF));
      straight += middle;
      most += atom ? middle : share * up * up;
      least += atom ? middle : share * down * down;
    }
  }
}
