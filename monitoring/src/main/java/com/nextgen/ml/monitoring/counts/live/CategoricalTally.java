package com.nextgen.ml.monitoring.counts.live;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one categorical column, or the predicted classes, are added to a stripe.
 *
 * @param bins the column's
 * @param index the column's place in a row
 * @param cells the first word of its cells
 * @param unseen receives the values the baseline never had; null for nobody
 */
record CategoricalTally(CategoricalBins bins, int index, int cells, @Nullable UnseenNames unseen) {

  /** Adds the column's values of {@code rows} rows of {@code width} values. */
  void add(Stripe stripe, @Nullable String[] values, int rows, int width) {
    for (int row = 0, at = index; row < rows; row++, at += width) {
      String value = values[at];
      int cell = bins.indexOf(value);
      stripe.increment(cells + cell);
      if (value != null && cell >= bins.otherCell()) {
        stripe.increment(cells + bins.size() + 1 + CategoricalBins.hashedCell(value));
      }
      if (unseen != null && value != null && cell == bins.unseenCell()) {
        unseen.add(value);
      }
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
