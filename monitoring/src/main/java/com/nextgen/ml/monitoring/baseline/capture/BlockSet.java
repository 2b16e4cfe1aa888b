package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.BlockFigures;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A way to put rows into a bounded number of blocks such that rows of different blocks are
 * independent, or as good as.
 *
 * @param window the length of a block where that is a window's; null if the blocks are clusters or
 *     divide the whole of the training time
 * @param size how many blocks
 * @param block a row's block by its key; -1 if in none
 */
record BlockSet(@Nullable Window window, int size, LongToIntFunction block) {
  /** How many parts the training time is divided into. */
  static final int PARTS = 100;

  /** Cells that all columns of a set may take. */
  private static final long MAX_CELLS = 4_000_000;

  /** About as many cells a column has. */
  private static final int CELLS = 12;

  int blockOf(long key) {
    return key == Blocking.UNKNOWN ? -1 : block.applyAsInt(key);
  }

  /** How many blocks the columns leave room for: 100 to 1,000. */
  static int most(int columns) {
    return (int)
        Math.max(
            PARTS, Math.min(BlockFigures.MAX_BLOCKS, MAX_CELLS / CELLS / Math.max(1, columns)));
  }

  /**
   * Clusters at random in groups. As clusters are independent and a group holds whole ones, the
   * variance between groups is that between clusters (random groups: Wolter 2007, chapter 2).
   */
  static List<BlockSet> ofClusters(int most) {
    return List.of(new BlockSet(null, most, key -> (int) Math.floorMod(key, (long) most)));
  }

  /**
   * The time from {@code first} to {@code last} in 100 equal parts; and for every window length
   * that fits in it 20 times, up to {@code most} windows of that length, evenly apart.
   */
  static List<BlockSet> ofTimes(long first, long last, List<Window> windows, int most) {
    List<BlockSet> sets = new ArrayList<>();
    long length = Math.max(1, last - first + 1);
    sets.add(
        new BlockSet(
            null,
            BlockFigures.MAX_BLOCKS,
            key -> inside(key, first, last) ? (int) ((double) (key - first) / length * 100) : -1));
    for (Window window : windows) {
      long each = window.length().toMillis();
      long all = length / each;
      if (all >= BlockFigures.MIN_BLOCKS) {
        sets.add(windows(window, first, each, all, most));
      }
    }
    return sets;
  }

  private static BlockSet windows(Window window, long first, long each, long all, int most) {
    int kept = (int) Math.min(all, most);
    return new BlockSet(
        window,
        kept,
        key -> {
          long at = Math.floorDiv(key - first, each);
          if (key < first || at >= all) {
            return -1;
          }
          // Kept windows stand at ⌊j · all / kept⌋.
          long j = (at * kept + all - 1) / all;
          return j < kept && j * all / kept == at ? (int) j : -1;
        });
  }

  private static boolean inside(long key, long first, long last) {
    return key >= first && key <= last;
  }
}
