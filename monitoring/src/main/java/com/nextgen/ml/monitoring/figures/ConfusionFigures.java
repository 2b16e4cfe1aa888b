package com.nextgen.ml.monitoring.figures;

import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.stats.Wilson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Accuracy, balanced accuracy, precision, recall and F1. Of more than two classes the last three
 * are means over the classes that rows are or were predicted to be of, one that does not exist
 * taken as 0, as scikit-learn does.
 *
 * <p>Proportions have Wilson intervals. F1 is 2J / (1 + J) of the proportion J = right / (right +
 * wrong) and has that of J. Means of proportions add up the variances of their terms, which are
 * independent given the margins. Macro F1 has the delta method's variance under a multinomial
 * (Takahashi et al., Applied Intelligence 52, 2022).
 */
final class ConfusionFigures {
  private final OutcomeLayout layout;
  private final long[] actual;
  private final long[] predicted;
  private final long[] right;
  private final long[] confusion;

  ConfusionFigures(OutcomeCounts outcomes) {
    this.layout = outcomes.layout();
    this.actual = outcomes.cells(OutcomeCell.ACTUAL);
    this.predicted = outcomes.cells(OutcomeCell.PREDICTED);
    this.right = outcomes.cells(OutcomeCell.RIGHT);
    this.confusion = outcomes.cells(OutcomeCell.CONFUSION);
  }

  void addTo(FigureList figures) {
    figures.put(
        PerformanceMetric.ACCURACY,
        Estimate.proportion(Arrays.stream(right).sum(), Arrays.stream(actual).sum()));
    Mean recalls = new Mean();
    for (int i = 0; i < actual.length; i++) {
      if (actual[i] > 0) {
        recalls.add(Estimate.proportion(right[i], actual[i]));
      }
    }
    figures.put(PerformanceMetric.BALANCED_ACCURACY, recalls.figure());
    if (layout.positive() >= 0) {
      ClassFigures positive = of(layout.positive());
      if (positive == null) {
        return;
      }
      Estimate precision = positive.precision();
      Estimate recall = positive.recall();
      if (precision != null) {
        figures.put(PerformanceMetric.PRECISION, precision);
      }
      if (recall != null) {
        figures.put(PerformanceMetric.RECALL, recall);
      }
      figures.put(PerformanceMetric.F1, positive.f1());
    } else {
      addMacro(figures);
    }
  }

  private void addMacro(FigureList figures) {
    Mean precision = new Mean();
    Mean recall = new Mean();
    Mean f1 = new Mean();
    for (ClassFigures one : classes()) {
      precision.add(one.precision());
      recall.add(one.recall());
      f1.add(one.f1());
    }
    figures.put(PerformanceMetric.PRECISION, precision.figure());
    figures.put(PerformanceMetric.RECALL, recall.figure());
    Estimate mean = f1.figure();
    boolean whole = layout.named() == actual.length;
    figures.put(
        PerformanceMetric.F1,
        whole ? Estimate.normalWithin(mean.value(), macroF1Variance(), 0, 1) : mean);
  }

  /** Of each class that rows are or were predicted to be of. */
  List<ClassFigures> classes() {
    List<ClassFigures> all = new ArrayList<>();
    for (int i = 0; i < actual.length; i++) {
      ClassFigures figures = of(i);
      if (figures != null) {
        all.add(figures);
      }
    }
    return all;
  }

  private @Nullable ClassFigures of(int i) {
    if (actual[i] + predicted[i] == 0) {
      return null;
    }
    return new ClassFigures(
        layout.classes().get(i),
        predicted[i] == 0 ? null : Estimate.proportion(right[i], predicted[i]),
        actual[i] == 0 ? null : Estimate.proportion(right[i], actual[i]),
        f1(right[i], actual[i] + predicted[i] - right[i]),
        actual[i]);
  }

  private static Estimate f1(long right, long all) {
    Wilson wilson = Wilson.of((double) right, (double) all, Estimate.Z);
    double share = right / (double) all;
    double low = 2 * wilson.low() / (1 + wilson.low());
    double high = 2 * wilson.high() / (1 + wilson.high());
    double value = 2 * share / (1 + share);
    return new Estimate(
        value, (high - low) / (2 * Estimate.Z), Math.min(value, low), Math.max(value, high));
  }

  /** Σ n g², g being the derivative by a cell's count n; Σ n g is 0. */
  private double macroF1Variance() {
    int n = actual.length;
    double[] margin = new double[n];
    double[] slope = new double[n];
    int present = 0;
    for (int i = 0; i < n; i++) {
      margin[i] = actual[i] + predicted[i];
      present += margin[i] > 0 ? 1 : 0;
      slope[i] = margin[i] > 0 ? 2 * right[i] / (margin[i] * margin[i]) : 0;
    }
    double variance = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        long count = confusion[i * n + j];
        if (count > 0) {
          double gradient = (i == j ? 2 / margin[i] : 0) - slope[i] - slope[j];
          variance += count * gradient * gradient;
        }
      }
    }
    return variance / present / present;
  }

  /** A mean of independent proportions. */
  private static final class Mean {
    private int n;
    private double sum;
    private double variance;

    void add(@Nullable Estimate figure) {
      n++;
      if (figure != null) {
        sum += figure.value();
        variance += figure.standardError() * figure.standardError();
      }
    }

    Estimate figure() {
      return Estimate.normalWithin(sum / n, variance / n / n, 0, 1);
    }
  }
}
