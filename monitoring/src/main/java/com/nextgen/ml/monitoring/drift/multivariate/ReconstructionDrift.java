package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.baseline.ProductBlocks;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import java.util.List;
import java.util.Optional;

/**
 * Whether rows lie further from (or nearer to) the baseline's principal components than its own
 * rows do. Every second block of the baseline gives the components, the others say how far rows lie
 * from them: rows that the components were made of would look better reconstructed than new ones
 * can be. The logarithm of a window's error is held against those of the blocks.
 */
final class ReconstructionDrift {
  /** Less of the variation than this is what rounding leaves. */
  private static final double NEGLIGIBLE = 1e-9;

  /** A block's figure of n rows is not believed to deviate by less than this over √n. */
  private static final double MIN_DEVIATION = 0.05;

  private final PrincipalComponents components;
  private final double blockRows;
  private final boolean timeOrdered;
  private final double center;
  private final double[] blocks;

  ReconstructionDrift(ProductBlocks products) {
    components = PrincipalComponents.of(products.sum(0, 2));
    timeOrdered = products.timeOrdered();
    ProductCounts others = products.sum(1, 2);
    blocks = new double[products.blocks().size() / 2];
    for (int b = 0; b < blocks.length; b++) {
      blocks[b] = log(components.error(products.blocks().get(2 * b + 1)));
    }
    blockRows = (double) others.rows() / blocks.length;
    center = log(components.error(others));
  }

  private double log(double error) {
    return Math.log(Math.max(error, NEGLIGIBLE * components.total()));
  }

  /**
   * Empty if the components leave nothing of the baseline's rows.
   *
   * @param psi the population stability index that matters
   */
  Optional<MultivariateFigure> of(ProductCounts current, double level, double psi) {
    if (components.left() == 0) {
      return Optional.empty();
    }
    double ratio = blockRows / current.rows();
    BlockStatistic test =
        BlockStatistic.of(
            center,
            blocks,
            MIN_DEVIATION / Math.sqrt(blockRows),
            timeOrdered ? Math.max(1, ratio) : ratio);
    double error = components.error(current);
    double figure = log(error);
    double matters = arcosh(1 + psi / components.left());
    return Optional.of(
        new MultivariateFigure(
            MultivariateMethod.RECONSTRUCTION_ERROR,
            error,
            Math.exp(center),
            test.pValue(figure),
            Math.exp(Math.min(700, center + test.critical(level))),
            Math.exp(center + matters),
            Math.abs(figure - center) >= matters,
            true,
            List.of(),
            current.rows()));
  }

  private static double arcosh(double x) {
    return Math.log(x + Math.sqrt(x * x - 1));
  }
}
