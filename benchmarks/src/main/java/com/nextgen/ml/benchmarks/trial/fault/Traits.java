package com.nextgen.ml.benchmarks.trial.fault;

import com.nextgen.ml.benchmarks.trial.column.Source;
import com.nextgen.ml.benchmarks.trial.population.Rows;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a fault is told of a column without faults, found from many rows.
 *
 * @param mean of the values that are there
 * @param deviation of these
 * @param median of these
 * @param upperQuartile of these
 * @param upperFifth the quantile at .8
 * @param step the least distance of two different values
 * @param distinct how many different values
 * @param continuous whether most rows have a value of their own
 * @param frequent the values by how many rows have them, the most frequent first
 * @param shares the share of each of these
 */
record Traits(
    double mean,
    double deviation,
    double median,
    double upperQuartile,
    double upperFifth,
    double step,
    int distinct,
    boolean continuous,
    List<Double> frequent,
    Map<Double, Double> shares) {

  Traits {
    frequent = List.copyOf(frequent);
    shares = Map.copyOf(shares);
  }

  static Traits of(Rows rows) {
    double[] sorted = Arrays.stream(rows.present()).sorted().toArray();
    double mean = Arrays.stream(sorted).average().orElse(0);
    double square = Arrays.stream(sorted).map(x -> (x - mean) * (x - mean)).average().orElse(0);
    double[] distinct = Arrays.stream(sorted).distinct().toArray();
    double step = Double.POSITIVE_INFINITY;
    for (int i = 1; i < distinct.length; i++) {
      step = Math.min(step, distinct[i] - distinct[i - 1]);
    }
    Map<Double, Double> shares = new HashMap<>();
    for (double value : sorted) {
      shares.merge(value, 1.0 / sorted.length, Double::sum);
    }
    List<Double> frequent =
        shares.entrySet().stream()
            .sorted(
                Map.Entry.<Double, Double>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .toList();
    return new Traits(
        mean,
        Math.sqrt(square),
        at(sorted, 0.5),
        at(sorted, 0.75),
        at(sorted, 0.8),
        step,
        distinct.length,
        distinct.length > sorted.length / 2,
        frequent,
        shares);
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) (share * (sorted.length - 1))];
  }

  /** Returns the share of a value. */
  double share(double value) {
    return shares.getOrDefault(value, 0.0);
  }

  /** A category that no column has. */
  double newCategory() {
    return 2.0 * Source.NEIGHBOUR;
  }
}
