package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.live.ProductCounter;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Arrays;

/** A baseline's background rows, which a {@link DomainClassifier} tells current rows from. */
final class BackgroundRows {
  /** More rows of a side are left out: the time a fit takes grows with their cube. */
  static final int MAX_ROWS = 250;

  private final ProductCounter counter;
  private final double[][] rows;

  BackgroundRows(Baseline baseline) {
    counter = new ProductCounter(baseline.layout().numericInputs(), baseline.products().scores());
    rows = bounded(counter.scores(baseline.background()));
  }

  int size() {
    return rows.length;
  }

  /**
   * Holds a sample of current rows against them.
   *
   * @param sample at least {@link DomainClassifier#MIN_ROWS} rows in the shape of the schema's
   *     numeric features
   */
  MultivariateFigure evaluate(RowBlock sample, double level, double psi) {
    double[][] current = bounded(counter.scores(sample));
    return DomainClassifier.of(rows, current).figure(current.length, level, psi);
  }

  private static double[][] bounded(double[][] all) {
    if (all.length <= MAX_ROWS) {
      return all;
    }
    double[][] some = new double[MAX_ROWS][];
    // From all of them: the first ones of a sample can be the first ones of the window.
    Arrays.setAll(some, i -> all[(int) ((long) i * all.length / MAX_ROWS)]);
    return some;
  }
}
