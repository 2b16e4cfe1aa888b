package com.nextgen.ml.monitoring.fairness;

import com.nextgen.ml.monitoring.fairness.gap.Gap;
import com.nextgen.ml.monitoring.fairness.gap.Gaps;
import com.nextgen.ml.monitoring.fairness.gap.Interval;
import com.nextgen.ml.monitoring.fairness.gap.Measure;
import com.nextgen.ml.monitoring.fairness.gap.MetricParts;
import com.nextgen.ml.monitoring.fairness.gap.MetricParts.Combination;
import com.nextgen.ml.monitoring.fairness.gap.Pair;
import com.nextgen.ml.monitoring.fairness.gap.Sample;
import com.nextgen.ml.monitoring.fairness.gap.Tolerance;
import com.nextgen.ml.monitoring.fairness.sums.AttributeSums;
import com.nextgen.ml.monitoring.fairness.sums.GroupSums;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.schema.policy.FairnessMetric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds and judges one kind of gap between the groups of one attribute. */
final class MetricEvaluation {
  /** By this a gap is measured where no tolerance is known; nothing is judged by it. */
  private static final Tolerance SHOWN = new Tolerance.Difference(1);

  private final Compared compared;
  private final String reference;
  private final FairnessCriteria criteria;
  private final double tail;

  /**
   * @param reference the group that others are compared with
   * @param tail of each limit by which a gap is found unfair
   */
  MetricEvaluation(Compared compared, String reference, FairnessCriteria criteria, double tail) {
    this.compared = compared;
    this.reference = reference;
    this.criteria = criteria;
    this.tail = tail;
  }

  /**
   * @param judged whether a verdict is wanted
   * @param hindrance what keeps labels from being judged; null if nothing does
   */
  MetricReport evaluate(FairnessMetric metric, boolean judged, @Nullable Reason hindrance) {
    MetricParts parts = MetricParts.of(metric);
    Tolerance known = criteria.tolerance(metric);
    Tolerance tolerance = known == null ? SHOWN : known;
    List<GroupGap> gaps = gaps(parts, compared.sums(), tolerance);
    GroupGap largest = null;
    for (GroupGap gap : gaps) {
      double size = tolerance.size(gap.gap().value());
      if (largest == null || size > tolerance.size(largest.gap().value())) {
        largest = gap;
      }
    }
    Judgement judgement = Judgement.NONE;
    if (judged) {
      Reason reason = metric.isOfPredictions() ? null : hindrance;
      reason = known == null ? Reason.NO_VALIDATION : reason;
      judgement = reason == null ? judge(parts, tolerance) : Judgement.hindered(reason);
    }
    return new MetricReport(
        metric,
        largest,
        gaps,
        againstAll(parts, tolerance),
        WorstPair.of(parts, compared.sums().groups(), tolerance),
        known == null ? null : known.threshold(),
        judgement.unfair(),
        judgement.verdict(),
        judgement.reason(),
        judgement.needs(),
        change(parts, largest, tolerance));
  }

  private List<GroupGap> gaps(MetricParts parts, AttributeSums sums, Tolerance tolerance) {
    List<GroupGap> gaps = new ArrayList<>();
    GroupSums other = sums.groups().get(reference);
    if (other != null) {
      for (Map.Entry<String, GroupSums> group : sums.groups().entrySet()) {
        Gap gap = Gaps.of(parts, Gaps.pairs(parts, group.getValue(), other), tolerance);
        if (gap != null && !group.getKey().equals(reference)) {
          gaps.add(new GroupGap(group.getKey(), reference, gap));
        }
      }
    }
    return gaps;
  }

  /** A group is in all rows, so its gap to them is that to the rest times the rest's share. */
  private List<GroupGap> againstAll(MetricParts parts, Tolerance tolerance) {
    if (parts.combination() != Combination.SINGLE || tolerance instanceof Tolerance.Ratio) {
      return List.of();
    }
    List<GroupGap> gaps = new ArrayList<>();
    GroupSums all = compared.sums().all().orElse(null);
    for (Map.Entry<String, GroupSums> group : compared.sums().groups().entrySet()) {
      GroupSums rest = all == null ? group.getValue().none() : all.minus(group.getValue());
      Pair pair = Gaps.pairs(parts, group.getValue(), rest).get(0);
      Gap gap = pair.shown(tolerance);
      if (gap != null) {
        double size = pair.group().size();
        double share = 1 - size / (size + pair.other().size());
        Interval interval = gap.interval();
        Interval scaled =
            interval == null ? null : new Interval(share * interval.low(), share * interval.high());
        gaps.add(new GroupGap(group.getKey(), "__all__", new Gap(share * gap.value(), scaled)));
      }
    }
    return gaps;
  }

  private GapChange change(MetricParts parts, @Nullable GroupGap largest, Tolerance tolerance) {
    AttributeSums baseline = compared.baseline();
    if (largest == null || baseline == null) {
      return GapChange.UNKNOWN;
    }
    GroupSums group = baseline.groups().get(largest.group());
    GroupSums other = baseline.groups().get(largest.other());
    Gap before =
        group == null || other == null
            ? null
            : Gaps.of(parts, Gaps.pairs(parts, group, other), tolerance);
    return GapChange.between(largest.gap(), before, tolerance);
  }

  private Judgement judge(MetricParts parts, Tolerance tolerance) {
    Shortages shortages = new Shortages(tolerance, tail, criteria);
    Map<String, GroupSums> groups = compared.sums().groups();
    GroupSums other = groups.get(reference);
    if (other == null || groups.size() < 2) {
      List<Shortage> needs = new ArrayList<>();
      for (Measure measure : parts.measures()) {
        if (other == null) {
          needs.add(shortages.fewer(reference, measure.denominator(), null));
        }
      }
      Reason reason = other == null ? Reason.NO_REFERENCE_GROUP : Reason.ONE_GROUP;
      return new Judgement(FairnessVerdict.NOT_ENOUGH_DATA, reason, List.of(), needs);
    }
    List<String> unfair = new ArrayList<>();
    List<Shortage> needs = new ArrayList<>();
    boolean few = false;
    for (Map.Entry<String, GroupSums> group : groups.entrySet()) {
      if (group.getKey().equals(reference)) {
        continue;
      }
      List<Pair> pairs = Gaps.pairs(parts, group.getValue(), other);
      List<Shortage> open = new ArrayList<>();
      boolean outside = false;
      for (int i = 0; i < pairs.size(); i++) {
        Pair pair = pairs.get(i);
        boolean isShort = isShort(shortages, pair);
        outside |= !isShort && pair.isOutside(tolerance, tail, criteria.designEffect());
        if (isShort
            || !pair.isInside(tolerance, FairnessCriteria.FAIR_TAIL, criteria.designEffect())) {
          String denominator = parts.measures().get(i).denominator();
          open.addAll(shortages.of(group.getKey(), reference, denominator, pair));
          few |= isShort;
        }
      }
      if (outside) {
        unfair.add(group.getKey());
      } else {
        needs.addAll(open);
      }
    }
    if (!unfair.isEmpty()) {
      return new Judgement(FairnessVerdict.UNFAIR, null, unfair, List.of());
    }
    if (needs.isEmpty()) {
      return new Judgement(FairnessVerdict.FAIR, null, List.of(), List.of());
    }
    return new Judgement(
        FairnessVerdict.NOT_ENOUGH_DATA,
        few ? Reason.TOO_FEW_ROWS : Reason.UNCERTAIN_GAP,
        List.of(),
        Shortages.together(needs));
  }

  private static boolean isShort(Shortages shortages, Pair pair) {
    Sample group = pair.group();
    return shortages.isShort(group) || shortages.isShort(pair.other());
  }

  private record Judgement(
      @Nullable FairnessVerdict verdict,
      @Nullable Reason reason,
      List<String> unfair,
      List<Shortage> needs) {
    static final Judgement NONE = new Judgement(null, null, List.of(), List.of());

    static Judgement hindered(Reason reason) {
      return new Judgement(FairnessVerdict.NOT_ENOUGH_DATA, reason, List.of(), List.of());
    }
  }
}
