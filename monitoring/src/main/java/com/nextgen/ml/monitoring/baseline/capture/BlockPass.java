package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.BlockFigures;
import com.nextgen.ml.monitoring.baseline.Dependence;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts training rows per block. Learns in the first pass how long a time they span, counts in the
 * second. Memory depends on the columns alone. Not thread-safe.
 */
final class BlockPass {
  private final Blocking blocking;
  private final List<BlockSet> sets = new ArrayList<>();
  private final List<List<BlockCounts>> counts = new ArrayList<>();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long lastKey = Blocking.UNKNOWN;
  private boolean rises;
  private boolean falls;

  BlockPass(Blocking blocking) {
    this.blocking = blocking;
  }

  /** The first pass. */
  void learn(RowBlock rows, long[] keys) {
    check(rows, keys);
    for (long key : keys) {
      if (key != Blocking.UNKNOWN) {
        first = Math.min(first, key);
        last = Math.max(last, key);
        falls |= key < lastKey;
        rises |= lastKey != Blocking.UNKNOWN && key > lastKey;
        lastKey = key;
      }
    }
  }

  /** Whether rows have times, and came in their order. */
  boolean risesInTime() {
    return blocking instanceof Blocking.Times && rises && !falls;
  }

  /** Whether the keys of rows are clusters. */
  boolean isOfClusters() {
    return blocking instanceof Blocking.Clusters;
  }

  /** Between the passes. */
  void freeze(Layout layout) {
    int most = BlockSet.most(layout.columns().size());
    if (blocking instanceof Blocking.Clusters) {
      sets.addAll(BlockSet.ofClusters(most));
    } else if (blocking instanceof Blocking.Times times && first <= last) {
      sets.addAll(BlockSet.ofTimes(first, last, times.windows(), most));
    }
    for (BlockSet set : sets) {
      counts.add(layout.columns().stream().map(c -> new BlockCounts(c, set.size())).toList());
    }
  }

  /** The second pass. */
  void count(RowBlock rows, long[] keys) {
    check(rows, keys);
    for (int i = 0; i < sets.size(); i++) {
      BlockSet set = sets.get(i);
      int[] blocks = Arrays.stream(keys).mapToInt(set::blockOf).toArray();
      counts.get(i).forEach(column -> column.add(rows, blocks));
    }
  }

  private void check(RowBlock rows, long[] keys) {
    if (!(blocking instanceof Blocking.Independent) && keys.length != rows.rows()) {
      throw new IllegalArgumentException("every row needs a key");
    }
  }

  /** What the blocks tell; of sets with fewer than 20 blocks that hold rows, nothing. */
  Dependence dependence() {
    List<BlockFigures> figures = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      List<Long> rows =
          Arrays.stream(counts.get(i).get(0).rows()).filter(n -> n > 0).boxed().toList();
      if (rows.size() >= BlockFigures.MIN_BLOCKS) {
        figures.add(
            new BlockFigures(
                sets.get(i).window(),
                rows,
                counts.get(i).stream().map(BlockCounts::designEffect).toList()));
      }
    }
    if (blocking instanceof Blocking.Clusters clusters) {
      return new Dependence(Dependence.Kind.CLUSTER, clusters.column(), figures);
    } else if (blocking instanceof Blocking.Times times) {
      return new Dependence(Dependence.Kind.TIME, times.column(), figures);
    }
    return Dependence.NONE;
  }
}
