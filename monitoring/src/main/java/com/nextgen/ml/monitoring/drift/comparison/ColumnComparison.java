package com.nextgen.ml.monitoring.drift.comparison;

import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The counts of one column on two sides, over the same bins, and what several tests need of them:
 * the published bins with missing as the last one, and for numbers the distribution functions at
 * the fine edges.
 */
public final class ColumnComparison {
  private static final double MIN_EXPECTED = 10;

  private final ColumnCounts reference;
  private final ColumnCounts current;
  private final DesignEffect referenceWorth;
  private final DesignEffect currentWorth;
  private final OptionalLong singletons;
  private final ContingencyTable table;
  private final Optional<CumulativePair> fineBins;
  private final ContingencyTable cells;
  private final PooledTable pooled;

  /**
   * Of independent rows.
   *
   * @throws IllegalArgumentException if the two are over different bins
   */
  public ColumnComparison(ColumnCounts reference, ColumnCounts current) {
    this(reference, current, DesignEffect.NONE, DesignEffect.NONE);
  }

  /**
   * Of rows that are worth less than independent ones.
   *
   * @throws IllegalArgumentException if the two are over different bins, or a design effect is
   *     under 1
   */
  public ColumnComparison(
      ColumnCounts reference,
      ColumnCounts current,
      DesignEffect referenceWorth,
      DesignEffect currentWorth) {
    this(reference, current, referenceWorth, currentWorth, OptionalLong.empty());
  }

  /**
   * The same where the reference remembers each of its categories.
   *
   * @param singletons categories of one reference row; empty if that is not known
   * @throws IllegalArgumentException if the two are over different bins, or a design effect is
   *     under 1
   */
  public ColumnComparison(
      ColumnCounts reference,
      ColumnCounts current,
      DesignEffect referenceWorth,
      DesignEffect currentWorth,
      OptionalLong singletons) {
    if (!reference.bins().equals(current.bins())) {
      throw new IllegalArgumentException("the two sides are counted over different bins");
    }
    if (!referenceWorth.isAtLeastOne() || !currentWorth.isAtLeastOne()) {
      throw new IllegalArgumentException("a test takes a design effect of at least 1");
    }
    this.reference = reference;
    this.current = current;
    this.referenceWorth = referenceWorth;
    this.currentWorth = currentWorth;
    this.singletons = singletons;
    this.table =
        new ContingencyTable(
            reference.published(), current.published(), referenceWorth, currentWorth);
    this.fineBins =
        reference instanceof NumericCounts numbers
            ? Optional.of(
                new CumulativePair(numbers, (NumericCounts) current, referenceWorth, currentWorth))
            : Optional.empty();
    this.cells =
        reference instanceof CategoricalCounts names
            ? named(names, (CategoricalCounts) current, referenceWorth, currentWorth)
            : table;
    this.pooled = table.isOneSided() ? new PooledTable(table, 0, 0) : pool();
  }

  /** Every category that has a cell, then the others with the unseen ones, then missing. */
  private static ContingencyTable named(
      CategoricalCounts reference,
      CategoricalCounts current,
      DesignEffect referenceWorth,
      DesignEffect currentWorth) {
    return new ContingencyTable(named(reference), named(current), referenceWorth, currentWorth);
  }

  private static long[] named(CategoricalCounts counts) {
    int size = counts.bins().named().size();
    long[] cells = Arrays.copyOf(counts.cells(), size + 2);
    cells[size] = counts.other() + counts.unseen();
    cells[size + 1] = counts.missing();
    return cells;
  }

  /**
   * Categories without a cell are those that few reference rows had, so their share is too small by
   * chance. They are pooled with all that might as well have been among them: those within four
   * standard deviations of the least that has a cell. New categories alone stand apart, unless the
   * reference rows leave room for some.
   */
  private PooledTable pool() {
    if (!(reference instanceof CategoricalCounts names)) {
      return PooledTable.neighbours(cells, MIN_EXPECTED);
    }
    if (!openIsPooled()) {
      double[] first = new double[cells.size()];
      double[] second = new double[cells.size()];
      for (int i = 0; i < cells.size(); i++) {
        first[i] = i == openCell() ? 0 : cells.reference(i);
        second[i] = i == openCell() ? 0 : cells.current(i);
      }
      ContingencyTable closed = new ContingencyTable(first, second, cells.weights());
      return closed.isOneSided()
          ? new PooledTable(closed, 0, 0)
          : PooledTable.pooled(closed, MIN_EXPECTED, -1, 0);
    }
    int size = names.bins().named().size();
    double leastTotal = 0;
    if (!names.bins().rest().isEmpty()) {
      double boundary = Arrays.stream(names.cells(), 0, size).min().orElse(0);
      double share = (boundary + 4 * Math.sqrt(boundary)) / names.rows();
      leastTotal = share * (cells.referenceRows() + cells.currentRows());
    }
    return PooledTable.pooled(cells, MIN_EXPECTED, openCell(), leastTotal);
  }

  /** The cell for categories without one of their own; -1 for numbers. */
  int openCell() {
    return reference instanceof CategoricalCounts ? cells.size() - 2 : -1;
  }

  /** Whether that cell cannot be judged by itself. */
  boolean openIsPooled() {
    return reference instanceof CategoricalCounts names
        && !ExactPValues.isKnownWell(
            Arrays.copyOf(names.cells(), names.bins().named().size()),
            !names.bins().rest().isEmpty() || names.other() + names.unseen() > 0);
  }

  /**
   * The cells that are pooled for significance: for numbers the published bins, for categories all
   * that have one.
   */
  ContingencyTable cells() {
    return cells;
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
  public DesignEffect referenceWorth() {
    return referenceWorth;
  }

  /** What the rows in question are worth. */
  public DesignEffect currentWorth() {
    return currentWorth;
  }

  /** Categories of one reference row; empty if that is not known. */
  OptionalLong singletons() {
    return singletons;
  }

  /** Published bins of both sides. */
  public ContingencyTable table() {
    return table;
  }

  /** What {@link #cells} become when thin ones are put together. */
  public PooledTable pooled() {
    return pooled;
  }

  /** Fine bins of both sides; empty for categories. */
  public Optional<CumulativePair> fineBins() {
    return fineBins;
  }

  /** Fine bins of both sides, for tests that apply to numbers only. */
  public CumulativePair numbers() {
    return fineBins.orElseThrow(() -> new IllegalArgumentException("the column is not numeric"));
  }

  public boolean isNumeric() {
    return fineBins.isPresent();
  }
}
