package com.nextgen.ml.monitoring.drift.statistic;

import com.nextgen.ml.monitoring.drift.comparison.ContingencyTable;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import java.util.OptionalDouble;

/**
 * Kullback-Leibler divergence of the current from the reference rows, Σ q ln(q / p) in nats over
 * the published bins (Kullback and Leibler 1951). Shares under 1e-4 are taken as 1e-4, bins that
 * are empty on both sides left out, and each side's are then scaled to add up to 1 again, or the
 * figure could be negative.
 *
 * <p>To second order it is half the chi-squared distance of the two rows, so 2 KL / (1/n + 1/m) is
 * asymptotically chi-squared with K − 1 degrees.
 */
final class KullbackLeiblerDivergence extends TableStatistic {
  KullbackLeiblerDivergence() {
    super(TestName.KULLBACK_LEIBLER);
  }

  @Override
  TestResult.Measured evaluate(ContingencyTable table, CriticalValues critical) {
    double allP = 0;
    double allQ = 0;
    double divergence = 0;
    for (int i = 0; i < table.size(); i++) {
      if (table.p(i) + table.q(i) > 0) {
        double p = Math.max(table.p(i), PopulationStability.FLOOR);
        double q = Math.max(table.q(i), PopulationStability.FLOOR);
        allP += p;
        allQ += q;
        divergence += q * Math.log(q / p);
      }
    }
    // Σ (q/Q) ln((q/Q) / (p/P)), with Q and P what the shares add up to.
    divergence = divergence / allQ + Math.log(allP / allQ);
    divergence = Math.max(0, divergence);
    double noise = table.noise();
    OptionalDouble limit = table.critical(critical);
    return TestResult.Measured.of(
        name(),
        divergence,
        table.pValue(2 * divergence / noise),
        limit.isPresent() ? OptionalDouble.of(limit.getAsDouble() * noise / 2) : limit);
  }
}
