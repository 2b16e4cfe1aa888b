package com.nextgen.ml.monitoring.fairness.gap;

import com.nextgen.ml.monitoring.fairness.sums.ClassSums;
import com.nextgen.ml.monitoring.fairness.sums.GroupSums;
import com.nextgen.ml.monitoring.fairness.sums.ScoreSums;
import com.nextgen.ml.monitoring.fairness.sums.ValueSums;
import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.stats.Newcombe;
import java.util.ArrayList;
import java.util.List;

/** The figures of one group. What has no denominator is absent, never 0. */
public final class GroupFigures {
  private GroupFigures() {}

  /** Returns the figures of a group in the order in which reports write them. */
  public static List<GroupFigure> of(GroupSums sums) {
    List<GroupFigure> figures = new ArrayList<>();
    if (sums instanceof ClassSums classes) {
      for (Rate rate : Rate.values()) {
        add(figures, rate.code(), rate.of(classes));
      }
      ScoreSums scores = classes.scores();
      add(figures, "meanScore", new MeanSample(scores.rows(), scores.sum(), scores.squares()));
      addCalibrationError(figures, scores);
    } else if (sums instanceof ValueSums values) {
      for (Mean mean : Mean.values()) {
        add(figures, mean.code(), mean.of(values));
      }
      addRootMeanSquare(figures, values);
    }
    return figures;
  }

  private static void add(List<GroupFigure> figures, String code, Sample sample) {
    if (sample.size() > 0) {
      Newcombe.Part part = sample.shown();
      figures.add(new GroupFigure(code, sample.size(), part.value(), part.low(), part.high()));
    }
  }

  /** By tenths of the score, as performance has it: its interval adds up their variances. */
  private static void addCalibrationError(List<GroupFigure> figures, ScoreSums scores) {
    long rows = scores.cells().stream().mapToLong(ScoreSums.Cell::rows).sum();
    if (rows == 0) {
      return;
    }
    double sum = 0;
    double variance = 0;
    for (ScoreSums.Cell cell : scores.cells()) {
      double off = cell.scores() - cell.positives();
      sum += Math.abs(off);
      variance += cell.rows() == 0 ? 0 : Math.max(0, cell.squares() - off * off / cell.rows());
    }
    double value = sum / rows;
    double half = Estimate.Z * Math.sqrt(variance) / rows;
    double low = Math.max(0, value - half);
    figures.add(
        new GroupFigure("calibrationError", rows, value, low, Math.max(value, value + half)));
  }

  /** The root of the normal interval of the mean square. */
  private static void addRootMeanSquare(List<GroupFigure> figures, ValueSums values) {
    MeanSample squares =
        new MeanSample(values.labelled(), values.squaredErrors(), values.fourthErrors());
    if (squares.size() > 0) {
      Newcombe.Part part = squares.shown();
      figures.add(
          new GroupFigure(
              "rmse",
              squares.size(),
              Math.sqrt(part.value()),
              Math.sqrt(Math.max(0, part.low())),
              Math.sqrt(part.high())));
    }
  }
}
