package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.ContingencyTable;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import java.util.OptionalDouble;

/**
 * Jensen-Shannon distance in base 2: the root of the divergence (Lin 1991; Endres and Schindelin
 * 2003), from 0 to 1. Empty bins stay empty.
 *
 * <p>To second order the divergence in nats is 1/8 of the chi-squared distance of the two rows, so
 * 8 ln 2 · JS² / (1/n + 1/m) is asymptotically chi-squared with K − 1 degrees.
 */
final class JensenShannonDistance extends TableStatistic {
  private static final double SCALE = 8 * Math.log(2);

  JensenShannonDistance() {
    super(TestName.JENSEN_SHANNON);
  }

  @Override
  TestResult.Measured evaluate(ContingencyTable table, CriticalValues critical) {
    double nats = 0;
    for (int i = 0; i < table.size(); i++) {
      double p = table.p(i);
      double q = table.q(i);
      nats += term(p, (p + q) / 2) + term(q, (p + q) / 2);
    }
    double divergence = Math.min(1, Math.max(0, nats / 2 / Math.log(2)));
    double noise = table.noise();
    OptionalDouble limit = table.critical(critical);
    return TestResult.Measured.of(
        name(),
        Math.sqrt(divergence),
        table.pValue(SCALE * divergence / noise),
        limit.isPresent()
            ? OptionalDouble.of(Math.sqrt(limit.getAsDouble() * noise / SCALE))
            : limit);
  }

  private static double term(double share, double middle) {
    return share == 0 ? 0 : share * Math.log(share / middle);
  }
}
