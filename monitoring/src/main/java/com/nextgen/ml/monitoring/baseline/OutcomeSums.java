package com.nextgen.ml.monitoring.baseline;

import com.nextgen.ml.monitoring.baseline.PerformanceFigures.ConfusionCell;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.counts.OutcomeSum;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Sums and cells of outcomes by the names that a baseline document gives them. */
final class OutcomeSums {
  private OutcomeSums() {}

  static SortedMap<String, Double> of(OutcomeCounts outcomes) {
    Figures sums = new Figures();
    if (outcomes.layout().task().isClassification()) {
      if (outcomes.total(OutcomeCell.LOSSES) > 0) {
        double[] loss = outcomes.sums(OutcomeSum.LOG_LOSS);
        double[] brier = outcomes.sums(OutcomeSum.BRIER);
        sums.put("logLoss", loss[0]);
        sums.put("squaredLogLoss", loss[1]);
        sums.put("brier", brier[0]);
        sums.put("squaredBrier", brier[1]);
      }
      return sums.all();
    }
    long n = outcomes.labelled();
    double center = outcomes.layout().center();
    double scale = outcomes.layout().scale();
    double[] ratio = outcomes.sums(OutcomeSum.RATIO);
    double[] truth = outcomes.sums(OutcomeSum.TRUTH);
    sums.put("error", outcomes.total(OutcomeSum.ERROR));
    sums.put("absoluteError", outcomes.total(OutcomeSum.ABSOLUTE));
    sums.put("squaredError", outcomes.total(OutcomeSum.SQUARE));
    sums.put("fourthPowerError", outcomes.total(OutcomeSum.FOURTH));
    sums.put("relativeError", ratio[0]);
    sums.put("squaredRelativeError", ratio[1]);
    sums.put("zeroTruths", (double) (n - outcomes.total(OutcomeCell.RELATIVE)));
    sums.put("truthMean", center + scale * truth[0] / n);
    sums.put("truthSquares", scale * scale * (truth[1] - truth[0] * truth[0] / n));
    return sums.all();
  }

  /** The confusion cells that have rows, by true and then by predicted class in class order. */
  static List<ConfusionCell> confusion(OutcomeCounts outcomes) {
    OutcomeLayout layout = outcomes.layout();
    int size = layout.confusionSize();
    long[] cells = outcomes.cells(OutcomeCell.CONFUSION);
    List<ConfusionCell> all = new ArrayList<>();
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] > 0) {
        all.add(new ConfusionCell(name(layout, i / size), name(layout, i % size), cells[i]));
      }
    }
    return all;
  }

  private static String name(OutcomeLayout layout, int i) {
    return i < layout.named() ? layout.classes().get(i) : CategoricalBins.OTHER;
  }
}
