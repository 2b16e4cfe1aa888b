package com.nextgen.ml.monitoring.attribution.tree;

/**
 * What one leaf of value 1 gives each of its path's features, by the pattern of the explained row:
 * the sum over background patterns, made once.
 *
 * <p>With X the features that fail for the row and Z those that fail for a background row, the pair
 * counts if X and Z share none. With q = |X| and p = |Z| each feature of Z then gets 1 / (p ·
 * C(p+q, p)), as the row has what the background row lacks, and each of X gets −1 / (q · C(p+q,
 * p)). Both depend on Z through p alone, so background rows are added up by p over all subsets of a
 * set (a zeta transform): a table takes 2^m · m² steps instead of 3^m · m.
 */
final class LeafTable {
  private LeafTable() {}

  /**
   * Fills {@code table} from {@code offset} on: m values for each of 2^m patterns.
   *
   * @param counts of a leaf of m features and at least one row
   */
  static void fill(LeafCounts counts, int m, double rows, double[] table, int offset) {
    int patterns = 1 << m;
    // Rows whose failures are p and within the set, as a share of all.
    double[][] within = new double[m + 1][patterns];
    for (int i = 0; i < counts.size(); i++) {
      long pattern = counts.pattern(i);
      within[Long.bitCount(pattern)][(int) pattern] = counts.count(i) / rows;
    }
    for (double[] shares : within) {
      sumOverSubsets(shares, m);
    }
    for (int failing = 0; failing < patterns; failing++) {
      int q = Integer.bitCount(failing);
      int rest = (patterns - 1) & ~failing;
      for (int j = 0; j < m; j++) {
        int bit = 1 << j;
        double sum = 0;
        if ((failing & bit) != 0) {
          for (int p = 0; p <= m - q; p++) {
            sum -= within[p][rest] * ShapleyWeights.given(q, p);
          }
        } else {
          for (int p = 1; p <= m - q; p++) {
            sum += (within[p][rest] - within[p][rest & ~bit]) * ShapleyWeights.given(p, q);
          }
        }
        table[offset + failing * m + j] = sum;
      }
    }
  }

  private static void sumOverSubsets(double[] shares, int m) {
    for (int bit = 1; bit < 1 << m; bit <<= 1) {
      for (int set = 0; set < shares.length; set++) {
        if ((set & bit) != 0) {
          shares[set] += shares[set ^ bit];
        }
      }
    }
  }
}
