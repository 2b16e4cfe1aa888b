package com.nextgen.ml.monitoring.counts.live;

import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Arrays;
import java.util.Objects;

/**
 * Rows of one batch that equal an earlier row of it, value for value; missing equals missing, and 0
 * equals −0. A batch is looked at in stretches of {@value #STRETCH} rows, each on its own, so that
 * what a large one repeats by chance does not grow with it and can be compared with training rows
 * that were looked at in the same way. One pass over the values with a table of hashes, so its time
 * is that of reading them.
 */
public final class DuplicateRows {
  /** Looks for one row among at most this many: hashes that were made to collide cost no more. */
  private static final int MAX_PROBES = 64;

  /** How many rows are compared at a time. */
  static final int STRETCH = 1_024;

  private DuplicateRows() {}

  /** Returns how many there are; 0 for a batch of one. Too many colliding hashes hide some. */
  public static long count(RowBlock block) {
    int rows = block.rows();
    if (rows < 2 || block.numericWidth() + block.categoricalWidth() == 0) {
      return 0;
    }
    int mask = Integer.highestOneBit(Math.min(rows, STRETCH)) * 4 - 1;
    int[] table = new int[mask + 1]; // the row and one, 0 where free
    int[] hashes = new int[rows];
    long duplicates = 0;
    for (int row = 0; row < rows; row++) {
      if (row % STRETCH == 0 && row > 0) {
        Arrays.fill(table, 0);
      }
      hashes[row] = hash(block, row);
      int at = hashes[row] & mask;
      for (int probe = 0; probe < MAX_PROBES; probe++, at = (at + 1) & mask) {
        int other = table[at] - 1;
        if (other < 0) {
          table[at] = row + 1;
          break;
        }
        if (hashes[other] == hashes[row] && same(block, other, row)) {
          duplicates++;
          break;
        }
      }
    }
    return duplicates;
  }

  private static int hash(RowBlock block, int row) {
    long hash = 1;
    int width = block.numericWidth();
    for (int at = row * width; at < (row + 1) * width; at++) {
      hash = mixed(hash ^ bits(block.numeric()[at]));
    }
    width = block.categoricalWidth();
    for (int at = row * width; at < (row + 1) * width; at++) {
      hash = mixed(hash ^ Objects.hashCode(block.categorical()[at]));
    }
    return (int) hash;
  }

  /** Whole numbers differ in the highest bits alone; two rounds bring these to the lowest. */
  private static long mixed(long bits) {
    long once = bits * 0x9E3779B97F4A7C15L;
    long twice = (once ^ once >>> 32) * 0x9E3779B97F4A7C15L;
    return twice ^ twice >>> 29;
  }

  private static boolean same(RowBlock block, int one, int other) {
    int width = block.numericWidth();
    for (int i = 0; i < width; i++) {
      if (bits(block.numeric()[one * width + i]) != bits(block.numeric()[other * width + i])) {
        return false;
      }
    }
    width = block.categoricalWidth();
    return Arrays.equals(
        block.categorical(),
        one * width,
        (one + 1) * width,
        block.categorical(),
        other * width,
        (other + 1) * width);
  }

  /** Adding 0 makes −0 a 0 and leaves all else as it is. */
  private static long bits(double value) {
    return Double.doubleToRawLongBits(value + 0.0);
  }
}
