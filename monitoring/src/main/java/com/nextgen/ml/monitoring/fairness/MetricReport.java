package com.nextgen.ml.monitoring.fairness;

import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.schema.policy.FairnessMetric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of gap between the groups of an attribute.
 *
 * @param largest the gap to the reference that is largest in size; null if there is none
 * @param gaps of each group to the reference, where they exist
 * @param againstAll of each group to all rows, where the metric is a single difference
 * @param worst the two groups that are furthest apart, with an interval that allows for their
 *     choice; null if there is none
 * @param threshold from which gap on groups are treated differently; null if it is not known
 * @param unfair the groups whose gap to the reference is surely outside
 * @param verdict null if this gap is shown and not judged
 * @param reason why there is no verdict; null if there is one, or none was wanted
 * @param needs what is missing for a verdict
 * @param change of the largest gap since validation
 */
public record MetricReport(
    FairnessMetric metric,
    @Nullable GroupGap largest,
    List<GroupGap> gaps,
    List<GroupGap> againstAll,
    @Nullable GroupGap worst,
    @Nullable Double threshold,
    List<String> unfair,
    @Nullable FairnessVerdict verdict,
    @Nullable Reason reason,
    List<Shortage> needs,
    GapChange change) {

  public MetricReport {
    gaps = List.copyOf(gaps);
    againstAll = List.copyOf(againstAll);
    unfair = List.copyOf(unfair);
    needs = List.copyOf(needs);
    if ((verdict == FairnessVerdict.NOT_ENOUGH_DATA) != (reason != null)) {
      throw new IllegalArgumentException("a gap without a verdict has a reason");
    }
  }

  /** Returns whether the policy wants a verdict on it. */
  public boolean judged() {
    return verdict != null;
  }
}
