package com.nextgen.ml.monitoring.baseline;

import java.util.OptionalLong;

/**
 * What is known of a categorical column beside its counts.
 *
 * @param distinct how many categories the rows had; if not {@code exact}, at least this many
 * @param exact whether every category is remembered; else some of the rarer ones are counted as
 *     unseen
 * @param singletons categories that stood in one row only
 * @param unseenRate the share of new rows whose category these rows never had: measured on
 *     validation rows, or estimated as singletons / rows (Good, "The Population Frequencies of
 *     Species and the Estimation of Population Parameters", Biometrika 40, 1953)
 * @param unseenRows how many rows it was measured on; 0 if it is estimated
 */
public record CategorySummary(
    long distinct, boolean exact, long singletons, double unseenRate, long unseenRows)
    implements ColumnSummary {
  public CategorySummary {
    if (distinct < 0 || singletons < 0 || unseenRows < 0 || !(unseenRate >= 0 && unseenRate <= 1)) {
      throw new IllegalArgumentException("a category summary is out of range");
    }
  }

  /** Returns the categories that stood in one row only; empty if that is not known. */
  public OptionalLong knownSingletons() {
    return exact ? OptionalLong.of(singletons) : OptionalLong.empty();
  }

  /** Returns the same with a rate that was measured on {@code rows} other rows. */
  public CategorySummary withUnseenRate(double rate, long rows) {
    return new CategorySummary(distinct, exact, singletons, rate, rows);
  }
}
