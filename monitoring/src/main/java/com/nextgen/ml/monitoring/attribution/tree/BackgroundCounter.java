package com.nextgen.ml.monitoring.attribution.tree;

import java.util.ArrayList;
import java.util.List;

/** Counts background rows. For one thread; the counts of several add up. */
public final class BackgroundCounter {
  private final int columns;
  private final List<FlatTree> trees;
  private final List<List<LeafTally>> tallies = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();
  private final FlatTree.Room room;
  private final long[] patterns;
  private int rows;
  private long size;

  /**
   * A counter without rows.
   *
   * @throws IllegalArgumentException if a path of a tree asks about more than 62 features
   */
  public BackgroundCounter(TreeGame game) {
    this.columns = game.ensemble().columns();
    this.trees = game.flatten();
    for (FlatTree tree : trees) {
      tallies.add(tree.leaves().stream().map(leaf -> LeafTally.of(leaf.width())).toList());
      tree.leaves().forEach(leaf -> widths.add(leaf.width()));
    }
    this.room = FlatTree.Room.of(trees);
    this.patterns = new long[room.failed().length];
  }

  /**
   * Counts a row.
   *
   * @param row the values of the columns, rounded as the model rounds them
   */
  public void add(double[] row) {
    if (row.length != columns) {
      throw new IllegalArgumentException("a row has " + columns + " columns, not " + row.length);
    }
    rows = Math.incrementExact(rows);
    for (int i = 0; i < tallies.size(); i++) {
      trees.get(i).patterns(row, room, patterns);
      List<LeafTally> leaves = tallies.get(i);
      for (int leaf = 0; leaf < leaves.size(); leaf++) {
        size += leaves.get(leaf).add(patterns[leaf]) ? 1 : 0;
      }
    }
  }

  /** Returns how many numbers {@link #counts} would keep. */
  public long size() {
    return size;
  }

  /** Returns the rows so far. */
  public BackgroundCounts counts() {
    return new BackgroundCounts(
        rows, widths, tallies.stream().flatMap(List::stream).map(t -> t.counts(rows)).toList());
  }
}
