package com.nextgen.ml.monitoring.counts.live;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The counters of one model version while it serves. Any number of threads add; any number read.
 *
 * <p>Adding takes no lock and allocates nothing: a batch claims a stripe by one compare-and-set,
 * adds into its cells, and gives it back by one release store. A thread keeps to its own stripe, so
 * cores do not share cache lines; only with more threads than stripes may a batch have to wait for
 * another one to end.
 *
 * <p>Readers exclude each other, never a writer that has another stripe to go to.
 */
public final class LiveCounters {
  private final Layout layout;
  private final RowTally tally;
  private final Stripes stripes;
  private final Object reading = new Object();
  private final Map<String, UnseenNames> unseen = new LinkedHashMap<>();

  /** Cells up to the last delta; its sums are those of all deltas so far. */
  private StripeSum taken;

  private final StripeSum none;

  /**
   * @param layout what to count
   * @param stripes how many batches are added at once: at least as many as threads that add. Each
   *     takes memory (8 bytes a cell) when it is first written
   */
  public LiveCounters(Layout layout, int stripes) {
    this(layout, stripes, false);
  }

  /**
   * As the other one.
   *
   * @param showValues whether values that the baseline never had are kept by name, a bounded number
   */
  public LiveCounters(Layout layout, int stripes, boolean showValues) {
    this.layout = layout;
    if (showValues) {
      for (Column column : layout.columns()) {
        if (column.isInput() && column.bins() instanceof CategoricalBins) {
          unseen.put(column.name(), new UnseenNames());
        }
      }
    }
    this.tally = new RowTally(layout, unseen);
    this.stripes = new Stripes(stripes, tally::stripe);
    this.none = new StripeSum(tally);
    this.taken = none;
  }

  /** Returns the columns that are counted. */
  public Layout layout() {
    return layout;
  }

  /**
   * By categorical input, the values the baseline never had since the start; empty unless they are
   * kept.
   */
  public Map<String, UnseenValues> unseen() {
    Map<String, UnseenValues> values = new LinkedHashMap<>();
    unseen.forEach((column, names) -> values.put(column, names.values()));
    return values;
  }

  /**
   * Counts rows and what the model said of them.
   *
   * <p>Numbers are rounded to their column's precision first; one that is too large for it counts
   * as infinite, as the model sees it. A class index beyond the bins' names counts as other, a
   * negative or absent one as missing.
   *
   * @param rows in the shape of the schema that the layout was made from
   * @param predictions one for each row; classes in the order of the class column's bins
   * @throws IllegalArgumentException if a block does not have that shape; nothing is counted then
   */
  public void add(RowBlock rows, PredictionBlock predictions) {
    tally.check(rows, predictions);
    if (rows.rows() == 0) {
      return;
    }
    Stripe stripe = stripes.claim();
    try {
      tally.add(stripe, rows, predictions);
    } finally {
      stripe.release();
    }
  }

  /**
   * Returns all that was counted so far, with the range of all values. Writers go on meanwhile, so
   * a batch in progress may be counted in part: the columns' rows may differ, each column's count
   * is the sum of its own cells, and sums may be a few values ahead of or behind the cells. No cell
   * of a later snapshot is less than that of an earlier one.
   */
  public Counts snapshot() {
    synchronized (reading) {
      StripeSum totals = new StripeSum(tally);
      totals.addSums(taken);
      for (int slot = 0; slot < stripes.size(); slot++) {
        Stripe stripe = stripes.get(slot);
        if (stripe != null) {
          totals.add(stripe);
        }
      }
      return totals.since(none, layout);
    }
  }

  /**
   * Returns what was counted since this was last called, or since the start; ranges are those of
   * exactly these values. Every batch stands in one delta, whole, and the sum of all deltas is what
   * {@link #snapshot} gives once writers pause. Meant for one caller, who keeps the deltas: what it
   * takes, nobody else gets.
   *
   * <p>Each stripe is claimed like a writer's while it is read, for some microseconds.
   */
  public Counts takeDelta() {
    synchronized (reading) {
      StripeSum totals = new StripeSum(tally);
      for (int slot = 0; slot < stripes.size(); slot++) {
        Stripe stripe = stripes.get(slot);
        if (stripe != null) {
          take(stripe, totals);
        }
      }
      Counts delta = totals.since(taken, layout);
      totals.addSums(taken);
      taken = totals;
      return delta;
    }
  }

  private void take(Stripe stripe, StripeSum totals) {
    while (!stripe.tryClaim()) {
      Thread.onSpinWait();
    }
    try {
      totals.add(stripe);
      tally.clearSums(stripe);
    } finally {
      stripe.release();
    }
  }
}
