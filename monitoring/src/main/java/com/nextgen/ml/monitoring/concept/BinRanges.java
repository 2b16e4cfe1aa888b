package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.concept.LabelsByRange.FeatureRanges;
import com.nextgen.ml.monitoring.counts.BinIndexes;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.detector.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * The ranges of features that {@link DriftLocation} tells apart, and which of them a logged row's
 * bin numbers stand for: the published bins of a number, the published categories, missing.
 */
public final class BinRanges {
  private static final String MISSING = "missing";

  private final List<Column> columns;
  private final List<FeatureRanges> features;

  /** Of the features that a layout has. */
  public BinRanges(Layout layout) {
    this.columns = new BinIndexes(layout).columns();
    this.features = columns.stream().map(BinRanges::ranges).toList();
  }

  private static FeatureRanges ranges(Column column) {
    List<String> names = new ArrayList<>();
    if (column.bins() instanceof NumericBins bins) {
      for (int i = 0; i < bins.publishedSize(); i++) {
        String over = i == 0 ? "" : "over " + bins.publishedEdge(i - 1);
        String upTo = i == bins.publishedSize() - 1 ? "" : "up to " + bins.publishedEdge(i);
        names.add((over + " " + upTo).trim());
      }
      if (names.size() == 1) {
        names.set(0, "any value");
      }
    } else if (column.bins() instanceof CategoricalBins bins) {
      names.addAll(bins.publishedNames());
    }
    names.add(MISSING);
    return new FeatureRanges(column.name(), names);
  }

  /** Returns the features and their ranges, in the order of a row's bin numbers. */
  public List<FeatureRanges> features() {
    return features;
  }

  /**
   * Returns the range of each feature that a row's numbers stand for.
   *
   * @throws IllegalArgumentException if there is not one number a feature
   */
  public int[] of(byte[] numbers) {
    Require.that(numbers.length == columns.size(), "a row must have a bin number a feature");
    int[] ranges = new int[numbers.length];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = range(i, numbers[i] & 0xff);
    }
    return ranges;
  }

  private int range(int column, int number) {
    int missing = features.get(column).ranges().size() - 1;
    if (number == BinIndexes.MISSING) {
      return missing;
    }
    if (columns.get(column).bins() instanceof NumericBins bins) {
      return switch (number) {
        case BinIndexes.BELOW -> 0;
        case BinIndexes.ABOVE -> bins.publishedSize() - 1;
        case BinIndexes.UNUSABLE -> missing;
        default -> published(bins, number);
      };
    }
    CategoricalBins bins = (CategoricalBins) columns.get(column).bins();
    List<String> named = bins.named();
    int at = number < named.size() ? bins.publishedNames().indexOf(named.get(number)) : -1;
    return at >= 0 ? at : missing - 1;
  }

  private static int published(NumericBins bins, int number) {
    if (number >= Math.min(bins.size(), BinIndexes.BINS)) {
      return -1;
    }
    int fine = BinIndexes.fineBins(bins, number)[1];
    int published = 0;
    while (published < bins.publishedSize() - 1 && bins.publishedEdgeIndex(published) < fine) {
      published++;
    }
    return published;
  }
}
