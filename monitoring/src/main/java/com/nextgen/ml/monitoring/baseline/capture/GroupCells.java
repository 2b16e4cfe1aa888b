package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.Figures;
import com.nextgen.ml.monitoring.baseline.GroupFigures;
import com.nextgen.ml.monitoring.figures.PerformanceMetric;
import java.util.List;

/** What is summed of one group. */
final class GroupCells {
  private final boolean regression;
  private final long[] outcomes = new long[4];
  private long rows;
  private long labelled;
  private long right;
  private long selected;
  private double errors;
  private double sizes;

  GroupCells(boolean regression) {
    this.regression = regression;
  }

  long rows() {
    return rows;
  }

  void addRow() {
    rows++;
  }

  /**
   * @param predicted -1 if the model named no class
   * @param actual -1 if unknown
   * @param favourable -1 if no class is
   */
  void addClass(int predicted, int actual, int favourable) {
    boolean select = predicted >= 0 && predicted == favourable;
    selected += select ? 1 : 0;
    if (actual < 0 || predicted < 0) {
      return;
    }
    labelled++;
    right += actual == predicted ? 1 : 0;
    if (favourable >= 0) {
      boolean agrees = (actual == favourable) == select;
      outcomes[(select ? 0 : 2) + (agrees ? 0 : 1)]++;
    }
  }

  /**
   * @param error predicted less true; NaN if either is unknown
   */
  void addError(double error) {
    if (Double.isFinite(error)) {
      labelled++;
      errors += error;
      sizes += Math.abs(error);
    }
  }

  static GroupCells plus(GroupCells a, GroupCells b) {
    GroupCells sum = new GroupCells(a.regression);
    for (GroupCells part : List.of(a, b)) {
      sum.rows += part.rows;
      sum.labelled += part.labelled;
      sum.right += part.right;
      sum.selected += part.selected;
      sum.errors += part.errors;
      sum.sizes += part.sizes;
      for (int i = 0; i < 4; i++) {
        sum.outcomes[i] += part.outcomes[i];
      }
    }
    return sum;
  }

  GroupFigures.Group figures(String name, boolean hasFavourable) {
    Figures metrics = new Figures();
    if (regression) {
      metrics.put("meanError", errors / labelled);
      metrics.put(PerformanceMetric.MAE.code(), sizes / labelled);
    } else {
      metrics.put(PerformanceMetric.ACCURACY.code(), right / (double) labelled);
    }
    if (hasFavourable) {
      metrics.put("selectionRate", selected / (double) rows);
      metrics.put("truePositiveRate", outcomes[0] / (double) (outcomes[0] + outcomes[3]));
      metrics.put("falsePositiveRate", outcomes[1] / (double) (outcomes[1] + outcomes[2]));
      metrics.put(
          PerformanceMetric.PRECISION.code(), outcomes[0] / (double) (outcomes[0] + outcomes[1]));
    }
    return new GroupFigures.Group(
        name,
        rows,
        labelled,
        selected,
        outcomes[0],
        outcomes[1],
        outcomes[2],
        outcomes[3],
        metrics.all());
  }
}
