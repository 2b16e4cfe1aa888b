package com.nextgen.ml.monitoring.fairness;

import com.nextgen.ml.monitoring.fairness.gap.MetricParts;
import com.nextgen.ml.monitoring.fairness.sums.AttributeSums;
import com.nextgen.ml.monitoring.fairness.sums.GroupSums;
import com.nextgen.ml.monitoring.fairness.sums.ValueSums;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.schema.policy.FairnessMetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds and judges the gaps between groups: a pure function of sums.
 *
 * <p><em>Unfair</em> has the level of the look, divided among all limits of all figures that are
 * judged in it (Bonferroni, Clopper and Pearson), of all attributes and strata. <em>Fair</em> needs
 * every part of every group to be inside, each by a test at 5 %: since all must hold, no correction
 * is due (intersection-union; Berger 1982).
 */
public final class FairnessEvaluation {
  /** A smaller share of labels is not enough for a verdict, as for performance. */
  public static final double LEAST_COVERAGE = 0.8;

  private static final double UNEVEN = 0.1;

  /** A smaller group says nothing of how even labels are. */
  private static final long MIN_ROWS = 50;

  private FairnessEvaluation() {}

  /** Returns a report for each attribute, in the order in which they are given. */
  public static List<AttributeReport> evaluate(
      List<Compared> attributes, FairnessCriteria criteria) {
    long limits = 2 * attributes.stream().mapToLong(one -> judgedRates(one, criteria)).sum();
    double tail = criteria.level() / Math.max(1, limits);
    return attributes.stream().map(one -> evaluate(one, criteria, tail)).toList();
  }

  /** How many figures are judged: every group counts, so that none is left out by its outcome. */
  private static long judgedRates(Compared compared, FairnessCriteria criteria) {
    long measures =
        judged(compared, criteria).stream()
            .flatMap(metric -> MetricParts.of(metric).measures().stream())
            .distinct()
            .count();
    return measures * compared.sums().groups().size();
  }

  private static List<FairnessMetric> judged(Compared compared, FairnessCriteria criteria) {
    return criteria.settings().judged(isOfValues(compared.sums()));
  }

  private static boolean isOfValues(AttributeSums sums) {
    return sums.groups().values().stream().anyMatch(ValueSums.class::isInstance);
  }

  private static AttributeReport evaluate(
      Compared compared, FairnessCriteria criteria, double tail) {
    String reference = reference(compared);
    if (reference == null) {
      return new AttributeReport(
          compared.sums(), null, List.of(), FairnessVerdict.NOT_ENOUGH_DATA, compared.evidence());
    }
    MetricEvaluation evaluation = new MetricEvaluation(compared, reference, criteria, tail);
    Reason hindrance = criteria.matured() ? coverage(compared.sums()) : Reason.UNKNOWN_COVERAGE;
    List<FairnessMetric> judged = judged(compared, criteria);
    boolean values = isOfValues(compared.sums());
    List<MetricReport> metrics =
        Arrays.stream(FairnessMetric.values())
            .filter(metric -> metric.isOfValues() == values)
            .map(metric -> evaluation.evaluate(metric, judged.contains(metric), hindrance))
            .toList();
    List<FairnessVerdict> verdicts = new ArrayList<>();
    for (MetricReport metric : metrics) {
      if (metric.verdict() != null) {
        verdicts.add(metric.verdict());
      }
    }
    return new AttributeReport(
        compared.sums(), reference, metrics, FairnessVerdict.of(verdicts), compared.evidence());
  }

  /** The declared group, else the largest; null if there is none. */
  private static @Nullable String reference(Compared compared) {
    if (compared.reference() != null) {
      return compared.reference();
    }
    AttributeSums baseline = compared.baseline();
    boolean known = baseline != null && !baseline.groups().isEmpty();
    return (known && baseline != null ? baseline : compared.sums())
        .groups().entrySet().stream()
            .max(Comparator.comparingLong(entry -> entry.getValue().rows()))
            .map(Map.Entry::getKey)
            .orElse(null);
  }

  /** Why labels are not judged; null if enough predictions of every group have one. */
  private static @Nullable Reason coverage(AttributeSums sums) {
    GroupSums all = sums.all().orElse(null);
    if (all == null || all.rows() == 0) {
      return Reason.TOO_FEW_ROWS;
    }
    double share = share(all);
    if (share < LEAST_COVERAGE) {
      return Reason.LOW_COVERAGE;
    }
    boolean uneven =
        sums.groups().values().stream()
            .anyMatch(group -> group.rows() >= MIN_ROWS && Math.abs(share(group) - share) > UNEVEN);
    return uneven ? Reason.UNEVEN_COVERAGE : null;
  }

  private static double share(GroupSums group) {
    return Math.min(1, group.labelled() / (double) group.rows());
  }
}
