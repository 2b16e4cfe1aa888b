package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import java.util.Optional;

/**
 * The counts of one column on two sides, over the same bins, and what several tests need of them:
 * the published bins with missing as the last one, and for numbers the distribution functions at
 * the fine edges.
 */
public final class Comparison {
  private final ColumnCounts reference;
  private final ColumnCounts current;
  private final SampleWorth referenceWorth;
  private final SampleWorth currentWorth;
  private final Table table;
  private final Optional<FineBins> fineBins;

  /**
   * Of independent rows.
   *
   * @throws IllegalArgumentException if the two are over different bins
   */
  public Comparison(ColumnCounts reference, ColumnCounts current) {
    this(reference, current, SampleWorth.INDEPENDENT, SampleWorth.INDEPENDENT);
  }

  /**
   * Of rows that are worth less than independent ones.
   *
   * @throws IllegalArgumentException if the two are over different bins
   */
  public Comparison(
      ColumnCounts reference,
      ColumnCounts current,
      SampleWorth referenceWorth,
      SampleWorth currentWorth) {
    if (!reference.bins().equals(current.bins())) {
      throw new IllegalArgumentException("the two sides are counted over different bins");
    }
    this.reference = reference;
    this.current = current;
    this.referenceWorth = referenceWorth;
    this.currentWorth = currentWorth;
    this.table =
        new Table(reference.published(), current.published(), referenceWorth, currentWorth);
    this.fineBins =
        reference instanceof NumericCounts numbers
            ? Optional.of(
                new FineBins(numbers, (NumericCounts) current, referenceWorth, currentWorth))
            : Optional.empty();
  }

  /** The counts that the current ones are held against. */
  public ColumnCounts reference() {
    return reference;
  }

  /** The counts in question. */
  public ColumnCounts current() {
    return current;
  }

  /** What the rows of the reference are worth. */
  SampleWorth referenceWorth() {
    return referenceWorth;
  }

  /** What the rows in question are worth. */
  SampleWorth currentWorth() {
    return currentWorth;
  }

  /** Published bins of both sides. */
  Table table() {
    return table;
  }

  /** Fine bins of both sides; empty for categories. */
  Optional<FineBins> fineBins() {
    return fineBins;
  }

  /** Fine bins of both sides, for tests that apply to numbers only. */
  FineBins numbers() {
    return fineBins.orElseThrow(() -> new IllegalArgumentException("the column is not numeric"));
  }

  boolean isNumeric() {
    return fineBins.isPresent();
  }
}
