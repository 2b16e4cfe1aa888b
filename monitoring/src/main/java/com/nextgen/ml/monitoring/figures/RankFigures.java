package com.nextgen.ml.monitoring.figures;

import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.schema.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * AUC and average precision: of the positive class, or, of more than two classes, the mean over the
 * classes against the rest, where every class has rows. What scores share a bin are told apart no
 * further, so each has a bound; one whose bound is too wide is refused. Intervals include the
 * bound.
 */
final class RankFigures {
  static final double WIDEST_AUC_BOUND = 0.005;
  static final double WIDEST_PRECISION_BOUND = 0.02;

  /** Why a figure of more than two classes is absent. */
  static final String UNKNOWN_SCORES = "the scores of all classes are not known";

  private final OutcomeCounts outcomes;

  RankFigures(OutcomeCounts outcomes) {
    this.outcomes = outcomes;
  }

  void addTo(FigureList figures) {
    String missing = missing();
    if (missing != null) {
      figures.refuse(PerformanceMetric.AUC, missing);
      figures.refuse(PerformanceMetric.AVERAGE_PRECISION, missing);
      return;
    }
    List<BinaryRanks> ranks = ranks();
    if (ranks.isEmpty() || ranks.stream().anyMatch(one -> !one.hasBoth())) {
      return;
    }
    add(figures, PerformanceMetric.AUC, ranks, BinaryRanks::auc, WIDEST_AUC_BOUND);
    add(
        figures,
        PerformanceMetric.AVERAGE_PRECISION,
        ranks,
        BinaryRanks::averagePrecision,
        WIDEST_PRECISION_BOUND);
  }

  /** Why classes cannot be ranked although rows have scores; null if they can. */
  private @Nullable String missing() {
    OutcomeLayout layout = outcomes.layout();
    if (layout.task() != Task.MULTICLASS_CLASSIFICATION
        || outcomes.total(OutcomeCell.NEGATIVES) + outcomes.total(OutcomeCell.POSITIVES) == 0) {
      return null;
    }
    if (!layout.probable()) {
      return LossFigures.NO_PROBABILITIES;
    }
    if (!layout.ranksClasses()) {
      return "more than " + OutcomeLayout.MAX_RANKED_CLASSES + " classes are not ranked";
    }
    return outcomes.total(OutcomeCell.REST_NEGATIVES) == 0 ? UNKNOWN_SCORES : null;
  }

  private static void add(
      FigureList figures,
      PerformanceMetric metric,
      List<BinaryRanks> ranks,
      Function<BinaryRanks, BoundedFigure> kind,
      double widest) {
    List<BoundedFigure> each = ranks.stream().map(kind).toList();
    double bound = each.stream().mapToDouble(BoundedFigure::bound).average().orElseThrow();
    BoundedFigure mean = new BoundedFigure(mean(each), bound);
    if (bound > widest) {
      figures.refuse(
          metric,
          String.format(
              Locale.ROOT, "score bins leave it uncertain by %.4f, more than %s", bound, widest),
          mean);
      return;
    }
    figures.put(metric, mean.figure().widenedBy(bound));
  }

  private static Estimate mean(List<BoundedFigure> each) {
    if (each.size() == 1) {
      return each.get(0).figure();
    }
    double value = each.stream().mapToDouble(one -> one.figure().value()).average().orElseThrow();
    // The classes' figures share rows: a bound that holds whatever their correlation is.
    double error =
        each.stream().mapToDouble(one -> one.figure().standardError()).average().orElseThrow();
    return Estimate.normalWithin(value, error * error, 0, 1);
  }

  private List<BinaryRanks> ranks() {
    OutcomeLayout layout = outcomes.layout();
    if (layout.task() == Task.BINARY_CLASSIFICATION) {
      return layout.scores() == null
          ? List.of()
          : List.of(
              BinaryRanks.of(
                  outcomes.cells(OutcomeCell.NEGATIVES),
                  outcomes.cells(OutcomeCell.POSITIVES),
                  BinaryRanks.atoms(layout.scores())));
    }
    if (!layout.ranksClasses()) {
      return List.of();
    }
    long[] negatives = outcomes.cells(OutcomeCell.REST_NEGATIVES);
    long[] positives = outcomes.cells(OutcomeCell.REST_POSITIVES);
    int bins = negatives.length / layout.classes().size();
    boolean[] atoms = new boolean[bins];
    List<BinaryRanks> ranks = new ArrayList<>();
    for (int at = 0; at < negatives.length; at += bins) {
      ranks.add(
          BinaryRanks.of(
              Arrays.copyOfRange(negatives, at, at + bins),
              Arrays.copyOfRange(positives, at, at + bins),
              atoms));
    }
    return ranks;
  }
}
