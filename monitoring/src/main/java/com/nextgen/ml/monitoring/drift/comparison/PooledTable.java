package com.nextgen.ml.monitoring.drift.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table whose thin cells are put together. Which ones are depends on the sums of both sides
 * alone, so it favours no outcome.
 *
 * @param table cells and pools of which each side expects enough
 * @param rareReference reference rows of the cells that are too thin even together
 * @param rareCurrent current rows of these
 */
public record PooledTable(ContingencyTable table, double rareReference, double rareCurrent) {

  /**
   * Pools cells, the thinnest ones first, until each pool is expected to hold {@code least} rows on
   * the smaller side.
   *
   * @param open a cell that comes first however much it holds, because what it stands for was
   *     chosen by the reference rows; -1 if there is none
   * @param leastTotal cells whose sum is less share the open cell's pool for the same reason
   */
  static PooledTable pooled(ContingencyTable table, double least, int open, double leastTotal) {
    double needed = table.totalFor(least);
    List<Integer> thinFirst =
        IntStream.range(0, table.size())
            .boxed()
            .filter(i -> table.total(i) > 0)
            .sorted(Comparator.comparingDouble(i -> i == open ? -1 : table.total(i)))
            .toList();
    List<Double> references = new ArrayList<>();
    List<Double> currents = new ArrayList<>();
    double reference = 0;
    double current = 0;
    for (int k = 0; k < thinFirst.size(); k++) {
      int cell = thinFirst.get(k);
      boolean fat = cell != open && table.total(cell) >= Math.max(needed, leastTotal);
      if (fat) {
        references.add(table.reference(cell));
        currents.add(table.current(cell));
        continue;
      }
      reference += table.reference(cell);
      current += table.current(cell);
      boolean joined = k + 1 < thinFirst.size() && table.total(thinFirst.get(k + 1)) < leastTotal;
      if (reference + current >= needed && !joined) {
        references.add(reference);
        currents.add(current);
        reference = 0;
        current = 0;
      }
    }
    return new PooledTable(
        new ContingencyTable(
            references.stream().mapToDouble(x -> x).toArray(),
            currents.stream().mapToDouble(x -> x).toArray(),
            table.weights()),
        reference,
        current);
  }

  /**
   * Pools neighbouring bins until the reference rows expect {@code least} of either side in each.
   * The edges are quantiles of the reference, so its counts are no news, and an order by sums would
   * be one by the current rows. The last cell, missing, stays by itself if it holds enough.
   */
  static PooledTable neighbours(ContingencyTable table, double least) {
    double n = table.referenceRows();
    double needed = least * n / Math.min(n, table.currentRows());
    List<Double> references = new ArrayList<>();
    List<Double> currents = new ArrayList<>();
    double reference = 0;
    double current = 0;
    int last = table.size() - 1;
    for (int i = 0; i < last; i++) {
      reference += table.reference(i);
      current += table.current(i);
      if (reference >= needed) {
        references.add(reference);
        currents.add(current);
        reference = 0;
        current = 0;
      }
    }
    if (reference + current > 0 && !references.isEmpty()) {
      int end = references.size() - 1;
      references.set(end, references.get(end) + reference);
      currents.set(end, currents.get(end) + current);
    }
    if (table.total(last) >= table.totalFor(least)) {
      references.add(table.reference(last));
      currents.add(table.current(last));
    }
    return new PooledTable(
        new ContingencyTable(
            references.stream().mapToDouble(x -> x).toArray(),
            currents.stream().mapToDouble(x -> x).toArray(),
            table.weights()),
        0,
        0);
  }
}
