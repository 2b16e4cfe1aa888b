package com.nextgen.ml.monitoring.attribution.tree;

import java.util.Arrays;

/** How many background rows have which pattern at one leaf; patterns without rows are left out. */
final class LeafCounts {
  private final long[] patterns;
  private final long[] counts;

  /**
   * @param patterns ascending, each with its bits below {@code width}
   * @param counts positive
   * @param rows what the counts add up to
   */
  LeafCounts(long[] patterns, long[] counts, int width, long rows) {
    if (patterns.length != counts.length) {
      throw new IllegalArgumentException("each pattern has a count");
    }
    long sum = 0;
    for (int i = 0; i < patterns.length; i++) {
      if (patterns[i] < 0 || patterns[i] >>> width != 0) {
        throw new IllegalArgumentException("a pattern has more than " + width + " features");
      }
      if (i > 0 && patterns[i] <= patterns[i - 1]) {
        throw new IllegalArgumentException("patterns are not in order");
      }
      if (counts[i] < 1 || counts[i] > rows - sum) {
        throw new IllegalArgumentException("counts do not add up to the " + rows + " rows");
      }
      sum += counts[i];
    }
    if (sum != rows) {
      throw new IllegalArgumentException("counts do not add up to the " + rows + " rows");
    }
    this.patterns = patterns;
    this.counts = counts;
  }

  int size() {
    return patterns.length;
  }

  long pattern(int i) {
    return patterns[i];
  }

  long count(int i) {
    return counts[i];
  }

  /** Returns how many rows fail nothing, so come to this leaf. */
  long arriving() {
    return patterns.length > 0 && patterns[0] == 0 ? counts[0] : 0;
  }

  /** Returns the sum, in new arrays. */
  LeafCounts plus(LeafCounts other, int width, long rows) {
    long[] both = new long[size() + other.size()];
    long[] sums = new long[both.length];
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < size() || j < other.size()) {
      boolean mine = j == other.size() || (i < size() && patterns[i] <= other.patterns[j]);
      boolean theirs = i == size() || (j < other.size() && other.patterns[j] <= patterns[i]);
      both[n] = mine ? patterns[i] : other.patterns[j];
      sums[n++] = (mine ? counts[i++] : 0) + (theirs ? other.counts[j++] : 0);
    }
    return new LeafCounts(Arrays.copyOf(both, n), Arrays.copyOf(sums, n), width, rows);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LeafCounts that
        && Arrays.equals(patterns, that.patterns)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(patterns) + Arrays.hashCode(counts);
  }
}
