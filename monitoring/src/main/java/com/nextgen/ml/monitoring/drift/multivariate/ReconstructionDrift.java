package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.baseline.ProductBlocks;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether rows lie further from (or nearer to) the baseline's principal components than its own
 * rows do. Every second block of the baseline gives the components, the others say how far rows lie
 * from them: rows that the components were made of would look better reconstructed than new ones
 * can be. The logarithm of a window's error is compared with those of the blocks.
 */
final class ReconstructionDrift {
  /** Less of the variation than this is what rounding leaves. */
  private static final double NEGLIGIBLE = 1e-9;

  /** One row's worth is not believed to deviate by less. */
  private static final double MIN_DEVIATION = 0.05;

  private final PrincipalComponents components;
  private final ProductBlocks products;
  private final List<ProductCounts> held = new ArrayList<>();
  private final double center;
  private final double[] figures;

  ReconstructionDrift(ProductBlocks products) {
    components = PrincipalComponents.of(products.sum(0, 2));
    this.products = products;
    for (int b = 1; b < products.blocks().size(); b += 2) {
      held.add(products.blocks().get(b));
    }
    figures = held.stream().mapToDouble(block -> log(components.error(block))).toArray();
    center = log(components.error(products.sum(1, 2)));
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
    BlockStatistic test =
        BlockStatistic.of(
            center, figures, held, MIN_DEVIATION, BlockStatistic.worth(products, current.rows()));
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
