package com.nextgen.ml.monitoring.drift.comparison;

import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Gaps;
import com.nextgen.ml.monitoring.counts.NullShares;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.drift.comparison.ShareChange.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * The cells that distances are found over: the published bins, and of its own each what the
 * reference may lack: below and above its range, gaps between its numbers, new categories; missing
 * is the last. A cell of these is taken to have at least its {@link NullShares} of the reference,
 * after which the shares are over their sum.
 *
 * @param reference rows, as many as there are, spread by these shares
 * @param current rows
 * @param changes the shares themselves of the cells that are no published bin
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EffectCells(double[] reference, double[] current, List<ShareChange> changes) {

  /**
   * Of two sides over the same bins, both with rows.
   *
   * @param singletons categories of one reference row; empty if that is not known
   */
  static EffectCells of(ColumnCounts reference, ColumnCounts current, OptionalLong singletons) {
    Cells cells = new Cells(reference.rows(), current.rows());
    long[] before = reference.published();
    long[] now = current.published();
    int last = before.length - 1;
    if (reference instanceof NumericCounts first && current instanceof NumericCounts second) {
      Gaps gaps = Gaps.of(first);
      long[] between = gaps.count(second);
      for (int i = 0; i < last; i++) {
        long outside = i == 0 ? first.below() : 0;
        long outsideNow = i == 0 ? second.below() : 0;
        outside += i == last - 1 ? first.above() : 0;
        outsideNow += i == last - 1 ? second.above() : 0;
        cells.add(before[i] - outside, now[i] - outsideNow - between[i]);
      }
      double least = NullShares.outside(reference.rows());
      cells.add(Cell.BELOW, first.below(), second.below(), least);
      cells.add(Cell.ABOVE, first.above(), second.above(), least);
      if (gaps.exist()) {
        long rows = Arrays.stream(between).sum();
        cells.add(Cell.GAP, 0, rows, gaps.nullShare(reference.rows()));
      }
    } else {
      long unseen = ((CategoricalCounts) reference).unseen();
      long unseenNow = ((CategoricalCounts) current).unseen();
      for (int i = 0; i < last; i++) {
        boolean other = i == last - 1;
        cells.add(before[i] - (other ? unseen : 0), now[i] - (other ? unseenNow : 0));
      }
      double least = NullShares.unseen(reference.rows(), singletons.orElse(0));
      cells.add(Cell.UNSEEN, unseen, unseenNow, least);
    }
    cells.add(Cell.MISSING, before[last], now[last], 0);
    return cells.spread();
  }

  /** The same rows, over what they are worth. */
  ContingencyTable table(DesignEffect referenceWorth, DesignEffect currentWorth) {
    return new ContingencyTable(
        over(reference, referenceWorth.cells()),
        over(current, currentWorth.cells()),
        Math.max(referenceWorth.spread(), currentWorth.spread()));
  }

  private static double[] over(double[] rows, double worth) {
    return Arrays.stream(rows).map(count -> count / worth).toArray();
  }

  private static final class Cells {
    private final double rows;
    private final double currentRows;
    private final List<Double> shares = new ArrayList<>();
    private final List<Double> current = new ArrayList<>();
    private final List<ShareChange> changes = new ArrayList<>();

    Cells(long rows, long currentRows) {
      this.rows = (double) rows;
      this.currentRows = (double) currentRows;
    }

    void add(long before, long now) {
      shares.add(before / rows);
      current.add((double) now);
    }

    void add(Cell cell, long before, long now, double least) {
      add(before, now);
      int last = shares.size() - 1;
      changes.add(new ShareChange(cell, shares.get(last), now / currentRows));
      shares.set(last, Math.max(shares.get(last), least));
    }

    EffectCells spread() {
      double sum = shares.stream().mapToDouble(x -> x).sum();
      return new EffectCells(
          shares.stream().mapToDouble(share -> share / sum * rows).toArray(),
          current.stream().mapToDouble(x -> x).toArray(),
          changes);
    }
  }
}
