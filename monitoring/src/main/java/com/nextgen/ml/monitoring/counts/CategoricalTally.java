package com.nextgen.ml.monitoring.counts;

import org.jspecify.annotations.Nullable;

/**
 * How the values of one categorical column, or the predicted classes, are added to a stripe.
 *
 * @param bins the column's
 * @param index the column's place in a row
 * @param cells the first word of its cells
 */
record CategoricalTally(CategoricalBins bins, int index, int cells) {

  /** Adds the column's values of {@code rows} rows of {@code width} values. */
  void add(Stripe stripe, @Nullable String[] values, int rows, int width) {
    for (int row = 0, at = index; row < rows; row++, at += width) {
      stripe.increment(cells + bins.indexOf(values[at]));
    }
  }

  /** Adds predicted classes, whose order is that of the bins; no class is missing. */
  void add(Stripe stripe, int[] classes, int rows) {
    for (int row = 0; row < rows; row++) {
      int predicted = classes.length == 0 ? -1 : classes[row];
      if (predicted < 0) {
        stripe.increment(cells + bins.size());
      } else {
        stripe.increment(cells + Math.min(predicted, bins.otherCell()));
      }
    }
  }
}
