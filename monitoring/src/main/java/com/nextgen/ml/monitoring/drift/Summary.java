package com.nextgen.ml.monitoring.drift;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One side of a column in figures. */
public sealed interface Summary {

  /** Values that stand in a bin, a tail or a category. */
  long count();

  /** Rows without a value. */
  long missing();

  /** Returns the summary of {@code counts}. */
  static Summary of(ColumnCounts counts) {
    return counts instanceof NumericCounts numbers
        ? Numeric.of(numbers)
        : Categorical.of((CategoricalCounts) counts);
  }

  /**
   * Numbers.
   *
   * @param moments empty without values
   * @param bins the published ones, in order; the last has no upper edge
   */
  record Numeric(long count, long missing, Optional<Moments> moments, List<Bin> bins)
      implements Summary {

    public Numeric {
      bins = List.copyOf(bins);
    }

    static Numeric of(NumericCounts counts) {
      NumericBins edges = counts.bins();
      long[] published = counts.published();
      List<Bin> bins = new ArrayList<>();
      for (int i = 0; i < edges.publishedSize(); i++) {
        bins.add(new Bin(edges.publishedEdge(i), published[i]));
      }
      Optional<Moments> moments =
          counts.count() == 0 ? Optional.empty() : Optional.of(Moments.of(counts));
      return new Numeric(counts.count(), counts.missing(), moments, bins);
    }
  }

  /**
   * Names.
   *
   * @param categories the published ones, {@link CategoricalBins#OTHER} last, unseen ones among it
   */
  record Categorical(long count, long missing, List<Category> categories) implements Summary {

    public Categorical {
      categories = List.copyOf(categories);
    }

    static Categorical of(CategoricalCounts counts) {
      long[] published = counts.published();
      List<String> names = counts.bins().publishedNames();
      List<Category> categories = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        categories.add(new Category(names.get(i), published[i]));
      }
      return new Categorical(counts.count(), counts.missing(), categories);
    }
  }

  /**
   * How many values a published bin holds.
   *
   * @param upTo its upper edge, which belongs to it; infinite for the last
   */
  record Bin(double upTo, long count) {}

  /** How many values a published category holds. */
  record Category(String category, long count) {}
}
