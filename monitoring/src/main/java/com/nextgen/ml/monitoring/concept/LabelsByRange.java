package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.detector.Require;
import java.util.List;

/**
 * Labels by range of each feature and by bin of the score: what {@link DriftLocation} is found
 * from. Adds only, so it is bounded by its ranges.
 */
public final class LabelsByRange {
  private static final int MAX_CELLS = 1 << 24;

  private final List<FeatureRanges> features;
  private final int strata;
  private final int[] offsets;
  private final long[] labels;
  private final double[] sums;
  private final double[] squares;

  /**
   * The ranges of a feature that are distinguished.
   *
   * @param ranges as they are named in reports
   */
  public record FeatureRanges(String name, List<String> ranges) {
    public FeatureRanges {
      ranges = List.copyOf(ranges);
    }
  }

  /**
   * Counts of nothing.
   *
   * @param strata bins of the score, or of the predicted value
   */
  public LabelsByRange(List<FeatureRanges> features, int strata) {
    this.features = List.copyOf(features);
    this.strata = strata;
    this.offsets = new int[features.size() + 1];
    long cells = 0;
    for (int f = 0; f < features.size(); f++) {
      offsets[f] = (int) cells;
      cells += (long) features.get(f).ranges().size() * strata;
      Require.that(cells <= MAX_CELLS, "the ranges of the features are too many");
    }
    offsets[features.size()] = (int) cells;
    this.labels = new long[(int) cells];
    this.sums = new double[(int) cells];
    this.squares = new double[(int) cells];
  }

  /**
   * Adds a row.
   *
   * @param ranges of each feature, in order; one outside its feature's ranges is not counted
   * @param stratum bin of the score, or of the predicted value
   * @param value what {@link ReferenceLabels} has the mean of
   */
  public void add(int[] ranges, int stratum, double value) {
    Require.that(ranges.length == features.size(), "a row must have a range of each feature");
    Require.that(stratum >= 0 && stratum < strata, "no such bin of the score");
    for (int f = 0; f < ranges.length; f++) {
      if (ranges[f] >= 0 && ranges[f] < features.get(f).ranges().size()) {
        int cell = offsets[f] + ranges[f] * strata + stratum;
        labels[cell]++;
        sums[cell] += value;
        squares[cell] += value * value;
      }
    }
  }

  List<FeatureRanges> features() {
    return features;
  }

  int strata() {
    return strata;
  }

  long labels(int feature, int range, int stratum) {
    return labels[offsets[feature] + range * strata + stratum];
  }

  double sum(int feature, int range, int stratum) {
    return sums[offsets[feature] + range * strata + stratum];
  }

  double squares(int feature, int range, int stratum) {
    return squares[offsets[feature] + range * strata + stratum];
  }
}
