package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.baseline.PerformanceFigures.ConfusionCell;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Counts of rows by true and predicted class, and the figures that follow from them. */
final class Confusion {
  private final List<String> classes;
  private final TreeMap<Long, Long> cells = new TreeMap<>();

  Confusion(List<String> classes) {
    this.classes = classes;
  }

  void add(int actual, int predicted) {
    cells.merge((long) actual * classes.size() + predicted, 1L, Long::sum);
  }

  /** The cells that have rows, by true and then by predicted class in class order. */
  List<ConfusionCell> cells() {
    List<ConfusionCell> all = new ArrayList<>();
    cells.forEach(
        (cell, count) ->
            all.add(
                new ConfusionCell(classes.get(actual(cell)), classes.get(predicted(cell)), count)));
    return all;
  }

  private int actual(long cell) {
    return (int) (cell / classes.size());
  }

  private int predicted(long cell) {
    return (int) (cell % classes.size());
  }

  /**
   * Adds accuracy, balanced accuracy, precision, recall and F1.
   *
   * @param positive the class that precision, recall and F1 are of; -1 for the mean over the
   *     classes that have labels or predictions, where one that does not exist counts as 0
   */
  void metrics(Figures figures, int positive) {
    int n = classes.size();
    long[] right = new long[n];
    long[] actual = new long[n];
    long[] predicted = new long[n];
    cells.forEach(
        (cell, count) -> {
          actual[actual(cell)] += count;
          predicted[predicted(cell)] += count;
          right[predicted(cell)] += actual(cell) == predicted(cell) ? count : 0;
        });
    double all = 0;
    double correct = 0;
    double recalls = 0;
    int withLabels = 0;
    double[] macro = new double[3];
    int present = 0;
    for (int i = 0; i < n; i++) {
      all += actual[i];
      correct += right[i];
      recalls += actual[i] > 0 ? right[i] / (double) actual[i] : 0;
      withLabels += actual[i] > 0 ? 1 : 0;
      if (actual[i] + predicted[i] > 0) {
        present++;
        macro[0] += predicted[i] > 0 ? right[i] / (double) predicted[i] : 0;
        macro[1] += actual[i] > 0 ? right[i] / (double) actual[i] : 0;
        macro[2] += 2.0 * right[i] / (actual[i] + predicted[i]);
      }
    }
    figures.put("accuracy", correct / all);
    figures.put("balancedAccuracy", recalls / withLabels);
    if (positive >= 0) {
      figures.put("precision", right[positive] / (double) predicted[positive]);
      figures.put("recall", right[positive] / (double) actual[positive]);
      figures.put("f1", 2.0 * right[positive] / (actual[positive] + predicted[positive]));
    } else {
      figures.put("precision", macro[0] / present);
      figures.put("recall", macro[1] / present);
      figures.put("f1", macro[2] / present);
    }
  }
}
