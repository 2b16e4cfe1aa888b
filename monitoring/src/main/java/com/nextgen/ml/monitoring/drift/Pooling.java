package com.nextgen.ml.monitoring.drift;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Puts thin cells of a table together. */
final class Pooling {
  private Pooling() {}

  /**
   * The same table with the cells that hold too little in one: from the thinnest upwards, until
   * what is pooled and what is left is expected to hold {@code least} rows on the smaller side.
   */
  static Table toExpected(Table table, double least) {
    double rows = table.referenceRows() + table.currentRows();
    double needed = least * rows / Math.min(table.referenceRows(), table.currentRows());
    List<Integer> thinFirst =
        IntStream.range(0, table.size())
            .boxed()
            .filter(i -> total(table, i) > 0)
            .sorted(Comparator.comparingDouble(i -> total(table, i)))
            .toList();
    int thin = 0;
    double pooled = 0;
    while (thin < thinFirst.size()
        && (total(table, thinFirst.get(thin)) < needed || (pooled > 0 && pooled < needed))) {
      pooled += total(table, thinFirst.get(thin++));
    }
    int rest = thinFirst.size() - thin;
    double[] reference = new double[rest + (thin > 0 ? 1 : 0)];
    double[] current = new double[reference.length];
    for (int k = 0; k < thinFirst.size(); k++) {
      int cell = k < thin ? rest : k - thin;
      reference[cell] += table.reference(thinFirst.get(k));
      current[cell] += table.current(thinFirst.get(k));
    }
    return new Table(reference, current, table.weights());
  }

  private static double total(Table table, int cell) {
    return table.reference(cell) + table.current(cell);
  }
}
