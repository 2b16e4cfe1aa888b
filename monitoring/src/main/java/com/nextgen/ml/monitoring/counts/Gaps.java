package com.nextgen.ml.monitoring.counts;

import java.util.Arrays;

/**
 * The fine bins between two neighbouring atoms where some rows have no value at all: where a number
 * has few different values, what lies between them is none of those.
 */
public final class Gaps {
  private final boolean[] gaps;
  private final boolean exist;
  private final long singletons;

  private Gaps(boolean[] gaps, boolean exist, long singletons) {
    this.gaps = gaps;
    this.exist = exist;
    this.singletons = singletons;
  }

  /** Returns the gaps of rows that were counted. */
  public static Gaps of(NumericCounts counts) {
    NumericBins bins = counts.bins();
    boolean[] gaps = new boolean[bins.size()];
    boolean exist = false;
    long singletons = 0;
    int atom = bins.isAtom(0) ? 0 : bins.size();
    for (int i = 1; i < bins.size(); i++) {
      if (bins.isAtom(i)) {
        // A quantile may lie between two atoms too, so that several bins do.
        long between = 0;
        for (int j = atom + 1; j < i; j++) {
          between += counts.bin(j);
        }
        if (between == 0 && i > atom + 1) {
          Arrays.fill(gaps, atom + 1, i, true);
          exist = true;
        }
        singletons += between == 1 ? 1 : 0;
        atom = i;
      }
    }
    return new Gaps(gaps, exist && counts.count() > 0, singletons);
  }

  /** Returns whether there are any. */
  public boolean exist() {
    return exist;
  }

  /** Returns the share of further rows that is taken to fall into them; 0 if there are none. */
  public double nullShare(long rows) {
    return exist ? NullShares.unseen(rows, singletons) : 0;
  }

  /**
   * Returns how many values of other counts over the same bins stand in the gaps.
   *
   * @return by published bin
   */
  public long[] count(NumericCounts counts) {
    NumericBins bins = counts.bins();
    long[] found = new long[bins.publishedSize()];
    int published = 0;
    for (int i = 0; exist && i < bins.size(); i++) {
      while (published < found.length - 1 && i > bins.publishedEdgeIndex(published)) {
        published++;
      }
      found[published] += gaps[i] ? counts.bin(i) : 0;
    }
    return found;
  }
}
