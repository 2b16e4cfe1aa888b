package com.nextgen.ml.monitoring.drift.comparison;

import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The counts of one column on two sides, over the same bins, and what several tests need of them:
 * the published bins with missing as the last one, and for numbers the distribution functions at
 * the fine edges.
 */
public final class ColumnComparison {
  private static final double MIN_EXPECTED = 10;

  /** A number with more different values is compared over its published bins. */
  private static final int MAX_SINGLE = 30;

  private final ColumnCounts reference;
  private final ColumnCounts current;
  private final DesignEffect referenceWorth;
  private final DesignEffect currentWorth;
  private final OptionalLong singletons;
  private final ContingencyTable table;
  private final ContingencyTable effect;
  private final List<ShareChange> outside;
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
   * Of rows that are worth less than independent ones, of which none has a value that the reference
   * lacks.
   *
   * @throws IllegalArgumentException if the two are over different bins, or a design effect is
   *     under 1
   */
  public ColumnComparison(
      ColumnCounts reference,
      ColumnCounts current,
      DesignEffect referenceWorth,
      DesignEffect currentWorth) {
    this(reference, current, referenceWorth, currentWorth, OptionalLong.empty(), false);
  }

  /**
   * Of rows that may have values which the reference lacks.
   *
   * @param singletons categories of one reference row; empty if that is not known
   * @param open whether there can be such values
   * @throws IllegalArgumentException if the two are over different bins, or a design effect is
   *     under 1
   */
  public ColumnComparison(
      ColumnCounts reference,
      ColumnCounts current,
      DesignEffect referenceWorth,
      DesignEffect currentWorth,
      OptionalLong singletons,
      boolean open) {
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
    if (open && !table.isOneSided()) {
      EffectCells apart = EffectCells.of(reference, current, singletons);
      this.effect = apart.table(referenceWorth, currentWorth);
      this.outside = apart.changes();
    } else {
      this.effect = table;
      this.outside = List.of();
    }
    this.fineBins =
        reference instanceof NumericCounts numbers
            ? Optional.of(
                new CumulativePair(numbers, (NumericCounts) current, referenceWorth, currentWorth))
            : Optional.empty();
    this.cells =
        reference instanceof CategoricalCounts names
            ? named(names, (CategoricalCounts) current, referenceWorth, currentWorth)
            : single((NumericCounts) reference, (NumericCounts) current);
    this.pooled = table.isOneSided() ? new PooledTable(table, 0, 0) : pool();
  }

  /** Each value of a number that has few; else the published bins. */
  private ContingencyTable single(NumericCounts reference, NumericCounts current) {
    NumericBins bins = reference.bins();
    int values = 0;
    for (int i = 0; i < bins.size(); i++) {
      boolean filled = reference.bin(i) > 0;
      values += filled ? 1 : 0;
      if (filled && !bins.isAtom(i)) {
        return table;
      }
    }
    return values > MAX_SINGLE || bins.size() <= bins.publishedSize()
        ? table
        : new ContingencyTable(fine(reference), fine(current), referenceWorth, currentWorth);
  }

  private static long[] fine(NumericCounts counts) {
    int size = counts.bins().size();
    long[] cells = new long[size + 1];
    for (int i = 0; i < size; i++) {
      cells[i] = counts.bin(i);
    }
    cells[0] += counts.below();
    cells[size - 1] += counts.above();
    cells[size] = counts.missing() + counts.nan() + counts.infinite();
    return cells;
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
   * standard deviations of the least that has a cell; where all of the reference's have one, those
   * are not all there are. New categories alone stand apart, unless the reference rows leave room
   * for some.
   */
  private PooledTable pool() {
    if (!(reference instanceof CategoricalCounts)) {
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
    return PooledTable.pooled(cells, MIN_EXPECTED, openCell(), pooledTotal());
  }

  /** The rows of both sides from which on a category is not pooled with those without a cell. */
  double pooledTotal() {
    CategoricalCounts names = (CategoricalCounts) reference;
    int size = names.bins().named().size();
    double boundary = Math.max(1, Arrays.stream(names.cells(), 0, size).min().orElse(0));
    double share = (boundary + 4 * Math.sqrt(boundary)) / names.rows();
    return share * (cells.referenceRows() + cells.currentRows());
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
   * The cells that are pooled for significance: for numbers their values, if these are few, or the
   * published bins, for categories all that have one.
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

  /** Published bins of both sides, with what is outside in the end ones or the other. */
  public ContingencyTable table() {
    return table;
  }

  /**
   * The cells of distances: published bins, and of their own each what the reference may lack. The
   * same as {@link #table} where nothing can be outside.
   */
  public ContingencyTable effect() {
    return effect;
  }

  /** The shares of values that the reference may lack; none where nothing can be outside. */
  public List<ShareChange> outside() {
    return outside;
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
