package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.concept.LabelsByRange.FeatureRanges;
import com.nextgen.ml.monitoring.detector.Require;
import com.nextgen.ml.monitoring.stats.Normal;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The feature and range in which P(label | score) differs most from the baseline's.
 *
 * @param pValue of the range's test, times the ranges that were tested (Bonferroni), at most 1
 * @param expected share of positive labels that the baseline's P(label | score bin) gives the rows;
 *     for a regression their mean error, predicted less true
 * @param observed share of positive labels, or mean error
 * @param labels rows in the range
 */
public record DriftLocation(
    String feature, String range, double pValue, double expected, double observed, long labels) {

  /**
   * Finds it. Of each range, with n rows in bin s whose labels sum up to O, and the baseline's mean
   * m and variance v of N rows: z = Σ(O − nm) / √Σ(nv + n²v/N), a sum over strata as in Mantel and
   * Haenszel 1959 whose second term is for m's own error. For Σnv the rows' own variance around the
   * baseline's means stands where that is greater: with a long tail a few rows move a mean far.
   * Ranges with too few rows are not tested, as {@link ReferenceLabels} says.
   *
   * <p>Assumes that in the baseline P(label | score bin) is the same in every range: a model that
   * is wrong about a range from the start is named for it.
   *
   * @param known labels by bin of the score on rows the model was not fitted on
   * @param level of the answer: with no change anywhere, it names a range with at most this
   *     probability
   * @return empty if no range's p-value is at most the level
   */
  public static Optional<DriftLocation> find(
      LabelsByRange current, ReferenceLabels known, double level) {
    Require.that(known.bins().size() == current.strata(), "bins of the score do not agree");
    DriftLocation best = null;
    double most = 0;
    int tests = 0;
    for (int f = 0; f < current.features().size(); f++) {
      for (int r = 0; r < current.features().get(f).ranges().size(); r++) {
        Sums sums = sums(current, f, r, known);
        if (sums.labels() < known.leastRows() || sums.own() < known.leastVariance()) {
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

  /** Of a range; {@code own} is the variance of its labels, {@code variance} with the mean's. */
  private record Sums(double observed, double expected, double own, double variance, long labels) {}

  private static Sums sums(LabelsByRange current, int feature, int range, ReferenceLabels known) {
    double observed = 0;
    double expected = 0;
    double own = 0;
    double error = 0;
    double squares = 0;
    long labels = 0;
    for (int s = 0; s < current.strata(); s++) {
      long n = current.labels(feature, range, s);
      ReferenceLabels.Bin bin = known.bins().get(s);
      if (n == 0 || !bin.isKnown()) {
        continue;
      }
      double sum = current.sum(feature, range, s);
      labels += n;
      observed += sum;
      expected += n * bin.mean();
      own += n * bin.variance();
      error += (double) n * n * bin.variance() / bin.rows();
      squares += current.squares(feature, range, s) + bin.mean() * (n * bin.mean() - 2 * sum);
    }
    double shift = observed - expected;
    double seen = labels == 0 ? 0 : squares - shift * shift / labels;
    return new Sums(observed, expected, own, Math.max(own, seen) + error, labels);
  }

  private static DriftLocation of(FeatureRanges feature, int range, Sums sums, double z) {
    return new DriftLocation(
        feature.name(),
        feature.ranges().get(range),
        2 * Normal.survival(z),
        sums.expected() / sums.labels(),
        sums.observed() / sums.labels(),
        sums.labels());
  }

  private static UnaryOperator<DriftLocation> corrected(int tests) {
    return w ->
        new DriftLocation(
            w.feature(),
            w.range(),
            Math.min(1, tests * w.pValue()),
            w.expected(),
            w.observed(),
            w.labels());
  }
}
