package com.nextgen.ml.monitoring.drift.multivariate;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.ProductBlocks;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import com.nextgen.ml.monitoring.counts.live.ProductCounter;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a baseline's features together, found once and compared with any number of
 * windows. Immutable.
 */
public final class MultivariateReference {
  private final ProductBlocks products;
  private final CorrelationDrift correlation;
  private final ReconstructionDrift reconstruction;
  private final int width;
  private final @Nullable BackgroundRows background;
  private final List<Column> columns;

  private MultivariateReference(
      ProductBlocks products,
      List<String> names,
      @Nullable BackgroundRows background,
      List<Column> columns) {
    this.background = background;
    this.columns = columns;
    this.products = products;
    width = names.size();
    correlation = new CorrelationDrift(products, names);
    reconstruction = new ReconstructionDrift(products);
  }

  /** Empty if the baseline keeps no products, or those of one feature alone. */
  public static Optional<MultivariateReference> of(Baseline baseline) {
    List<Column> columns = baseline.layout().numericInputs();
    List<String> names = columns.stream().map(Column::name).toList();
    return baseline.products().width() < 2
        ? Optional.empty()
        : Optional.of(
            new MultivariateReference(
                baseline.products(),
                names,
                baseline.products().isOutdated() ? null : new BackgroundRows(baseline),
                columns));
  }

  /**
   * Holds a window's rows against the baseline. Where there are too many features for their
   * products to be counted, those of the sample stand for the window's.
   *
   * @param current of the baseline's numeric inputs
   * @param sample rows of the window, chosen at random; null where none are kept
   * @param level of significance
   * @param psi the effect that matters, as a population stability index: the same divergence from
   *     the baseline, were the rows normal
   * @param minimumRows a window with fewer is not judged
   */
  public MultivariateFindings evaluate(
      ProductCounts current,
      @Nullable RowBlock sample,
      double level,
      double psi,
      long minimumRows) {
    if (products.isOutdated()) {
      return MultivariateFindings.none(Reason.OLD_BASELINE);
    }
    long needed =
        Math.max(DomainClassifier.MIN_ROWS, Math.min(minimumRows, BackgroundRows.MAX_ROWS));
    MultivariateFindings sums =
        sample != null && isSampled(current) && !columns.isEmpty()
            ? evaluate(products(sample), level, psi, needed)
            : evaluate(current, level, psi, minimumRows);
    if (sums.reason() != null || background == null || sample == null) {
      return sums;
    }
    if (background.size() < DomainClassifier.MIN_ROWS) {
      return sums.without(MultivariateMethod.DOMAIN_CLASSIFIER, Reason.TOO_FEW_REFERENCE_ROWS);
    }
    return sample.rows() < needed
        ? sums.without(MultivariateMethod.DOMAIN_CLASSIFIER, Reason.TOO_FEW_ROWS)
        : sums.plus(background.evaluate(sample, level, psi));
  }

  /** Whether live counters leave the products out because there would be too many. */
  private boolean isSampled(ProductCounts current) {
    return current.width() == 0 && width > ProductCounts.MAX_COUNTED;
  }

  private ProductCounts products(RowBlock sample) {
    ProductCounter counter = new ProductCounter(columns, products.scores());
    counter.add(sample, 0, sample.rows());
    return counter.take();
  }

  /** By the sums alone. */
  MultivariateFindings evaluate(ProductCounts current, double level, double psi, long minimumRows) {
    if (isSampled(current)) {
      return MultivariateFindings.none(Reason.TOO_MANY_FEATURES);
    }
    if (current.width() != width) {
      return MultivariateFindings.none(Reason.DIFFERENT_BINS);
    }
    if (current.rows() < Math.max(2, minimumRows)) {
      return MultivariateFindings.none(Reason.TOO_FEW_ROWS);
    }
    List<MultivariateFigure> figures = new ArrayList<>();
    correlation.of(current, level, Math.sqrt(psi)).ifPresent(figures::add);
    reconstruction.of(current, level, psi).ifPresent(figures::add);
    return figures.isEmpty()
        ? MultivariateFindings.none(Reason.NO_VALUES)
        : new MultivariateFindings(null, figures, Map.of());
  }
}
