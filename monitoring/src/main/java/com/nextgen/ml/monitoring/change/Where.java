package com.nextgen.ml.monitoring.change;

import com.nextgen.ml.monitoring.baseline.PerformanceFigures.LabelBins;
import com.nextgen.ml.monitoring.change.RangeLabels.FeatureRanges;
import com.nextgen.ml.monitoring.stats.Normal;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The feature and range in which P(label | score) differs most from the baseline's.
 *
 * @param pValue of the range's test, times the ranges that were tested (Bonferroni), at most 1
 * @param expected share of positive labels that the baseline's P(label | score bin) gives the rows
 * @param observed share of positive labels
 * @param labels rows in the range
 */
public record Where(
    String feature, String range, double pValue, double expected, double observed, long labels) {
  private static final double LEAST_VARIANCE = 5;

  /**
   * Finds it. Of each range, with n rows in bin s of the score, O of them positive, and the
   * baseline's share p of N rows: z = Σ(O − np) / √Σ(np(1 − p) + n²p(1 − p)/N), a sum over strata
   * as in Mantel and Haenszel 1959 whose second term is for p's own error. Ranges of which Σnp(1 −
   * p) is less than 5 are not tested. Shares are (k + ½) / (N + 1).
   *
   * <p>Assumes that in the baseline P(label | score bin) is the same in every range: a model that
   * is wrong about a range from the start is named for it.
   *
   * @param baseline labels by bin of the score on rows the model was not fitted on
   * @param level of the answer: with no change anywhere, it names a range with at most this
   *     probability
   * @return empty if no range's p-value is at most the level
   */
  public static Optional<Where> find(RangeLabels current, LabelBins baseline, double level) {
    Require.that(baseline.positives().size() == current.strata(), "bins of the score do not agree");
    Where best = null;
    double most = 0;
    int tests = 0;
    for (int f = 0; f < current.features().size(); f++) {
      for (int r = 0; r < current.features().get(f).ranges().size(); r++) {
        Sums sums = sums(current, f, r, baseline);
        if (sums.binomial() < LEAST_VARIANCE) {
          continue;
        }
        tests++;
        double z = Math.abs(sums.observed() - sums.expected()) / Math.sqrt(sums.variance());
        if (best == null || z > most) {
          most = z;
          best = of(current.features().get(f), r, sums, z);
        }
      }
    }
    return Optional.ofNullable(best).map(corrected(tests)).filter(w -> w.pValue() <= level);
  }

  private record Sums(
      double observed, double expected, double binomial, double variance, long labels) {}

  private static Sums sums(RangeLabels current, int feature, int range, LabelBins baseline) {
    double observed = 0;
    double expected = 0;
    double binomial = 0;
    double error = 0;
    long labels = 0;
    for (int s = 0; s < current.strata(); s++) {
      long n = current.labels(feature, range, s);
      double known = baseline.positives().get(s) + baseline.negatives().get(s);
      if (n == 0 || known == 0) {
        continue;
      }
      double p = (baseline.positives().get(s) + 0.5) / (known + 1);
      labels += n;
      observed += current.positives(feature, range, s);
      expected += n * p;
      binomial += n * p * (1 - p);
      error += (double) n * n * p * (1 - p) / known;
    }
    return new Sums(observed, expected, binomial, binomial + error, labels);
  }

  private static Where of(FeatureRanges feature, int range, Sums sums, double z) {
    return new Where(
        feature.name(),
        feature.ranges().get(range),
        2 * Normal.survival(z),
        sums.expected() / sums.labels(),
        sums.observed() / sums.labels(),
        sums.labels());
  }

  private static UnaryOperator<Where> corrected(int tests) {
    return w ->
        new Where(
            w.feature(),
            w.range(),
            Math.min(1, tests * w.pValue()),
            w.expected(),
            w.observed(),
            w.labels());
  }
}
