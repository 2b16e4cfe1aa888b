package com.nextgen.ml.benchmarks.fairness;

import com.nextgen.ml.monitoring.fairness.AttributeReport;
import com.nextgen.ml.monitoring.fairness.Compared;
import com.nextgen.ml.monitoring.fairness.FairnessCriteria;
import com.nextgen.ml.monitoring.fairness.FairnessEvaluation;
import com.nextgen.ml.monitoring.fairness.FairnessVerdict;
import com.nextgen.ml.monitoring.fairness.GroupGap;
import com.nextgen.ml.monitoring.fairness.MetricReport;
import com.nextgen.ml.monitoring.fairness.sums.AttributeKey;
import com.nextgen.ml.monitoring.fairness.sums.AttributeSums;
import com.nextgen.ml.monitoring.fairness.sums.GroupSums;
import com.nextgen.ml.monitoring.schema.policy.FairnessMetric;
import com.nextgen.ml.monitoring.schema.policy.FairnessSettings;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Windows of groups of one size beside a reference.
 *
 * @param groups beside the reference
 * @param off how many of them have {@code other} as their rate; the rest have the reference's
 */
record GapCase(
    FairnessMetric metric,
    int groups,
    int rows,
    int referenceRows,
    double rate,
    double other,
    int off) {
  private static final FairnessSettings DEFAULT = FairnessSettings.DEFAULT;

  /**
   * Shares of windows.
   *
   * @param point where the gap of some group, as it is found, is past the tolerance: what is called
   *     unfair by those who look at the point estimate
   */
  record Shares(double unfair, double fair, double point) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.4f | %.4f | %.4f", unfair, fair, point);
    }
  }

  Shares run(int windows, double level, long seed) {
    FairnessCriteria criteria =
        new FairnessCriteria(
            level,
            false,
            true,
            new FairnessSettings(
                List.of(metric), DEFAULT.difference(), DEFAULT.ratio(), DEFAULT.minimum()),
            1,
            null);
    Draws reference = new Draws(referenceRows, rate);
    Draws alike = new Draws(rows, rate);
    Draws apart = new Draws(rows, other);
    long line =
        1_000_003 * (31 * seed + Objects.hash(metric.key(), groups, rows, rate, other, off));
    int[][] found =
        IntStream.range(0, windows)
            .parallel()
            .mapToObj(
                window -> {
                  SplittableRandom random = new SplittableRandom(line + window);
                  TreeMap<String, GroupSums> sums = new TreeMap<>();
                  sums.put("reference", reference.next(random));
                  for (int i = 0; i < groups; i++) {
                    sums.put("group" + i, (i < off ? apart : alike).next(random));
                  }
                  return judge(sums, criteria);
                })
            .toArray(int[][]::new);
    double[] shares = new double[3];
    for (int[] one : found) {
      for (int i = 0; i < shares.length; i++) {
        shares[i] += one[i] / (double) windows;
      }
    }
    return new Shares(shares[0], shares[1], shares[2]);
  }

  private int[] judge(TreeMap<String, GroupSums> sums, FairnessCriteria criteria) {
    AttributeSums attribute = new AttributeSums(new AttributeKey("group", null, "yes"), sums, 0);
    AttributeReport report =
        FairnessEvaluation.evaluate(
                List.of(new Compared(attribute, "reference", null, null)), criteria)
            .get(0);
    MetricReport gaps = report.metric(metric);
    GroupGap largest = gaps == null ? null : gaps.largest();
    double value = largest == null ? (metric.isRatio() ? 1 : 0) : largest.gap().value();
    boolean point =
        metric.isRatio()
            ? value < DEFAULT.ratio() || value > 1 / DEFAULT.ratio()
            : Math.abs(value) > DEFAULT.difference();
    return new int[] {
      report.verdict() == FairnessVerdict.UNFAIR ? 1 : 0,
      report.verdict() == FairnessVerdict.FAIR ? 1 : 0,
      point ? 1 : 0
    };
  }
}
