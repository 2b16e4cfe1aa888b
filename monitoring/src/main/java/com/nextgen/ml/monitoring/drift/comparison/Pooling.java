package com.nextgen.ml.monitoring.drift.comparison;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Puts thin cells of a table together. */
public final class Pooling {
  private Pooling() {}

  /**
   * Returns the same table with the cells that hold too little in one: from the thinnest upwards,
   * until what is pooled and what is left is expected to hold {@code least} rows on the smaller
   * side.
   */
  public static ContingencyTable toExpected(ContingencyTable table, double least) {
    double needed = table.totalFor(least);
    List<Integer> thinFirst =
        IntStream.range(0, table.size())
            .boxed()
            .filter(i -> table.total(i) > 0)
            .sorted(Comparator.comparingDouble(i -> table.total(i)))
            .toList();
    int thin = 0;
    double pooled = 0;
    while (thin < thinFirst.size()
        && (table.total(thinFirst.get(thin)) < needed || (pooled > 0 && pooled < needed))) {
      pooled += table.total(thinFirst.get(thin++));
    }
    int rest = thinFirst.size() - thin;
    double[] reference = new double[rest + (thin > 0 ? 1 : 0)];
    double[] current = new double[reference.length];
    for (int k = 0; k < thinFirst.size(); k++) {
      int cell = k < thin ? rest : k - thin;
      reference[cell] += table.reference(thinFirst.get(k));
      current[cell] += table.current(thinFirst.get(k));
    }
    return new ContingencyTable(reference, current, table.weights());
  }
}
