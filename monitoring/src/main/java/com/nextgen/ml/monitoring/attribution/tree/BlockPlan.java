package com.nextgen.ml.monitoring.attribution.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * Which parts of trees get tables: subtrees of up to {@code merged} bits together, lone leaves of
 * up to {@code widest} path features; leaves of more have none.
 */
record BlockPlan(int merged, int widest) {
  /** Lines past 2^7 would make tables grow faster than they save additions. */
  private static final int MAX_MERGED = 7;

  private static final int MAX_WIDEST = 16;

  /** Returns the plan of the largest tables that together have no more values than the limit. */
  static BlockPlan within(long limit, List<FlatTree> trees, int players) {
    int widest = MAX_WIDEST;
    while (widest > 0 && new BlockPlan(0, widest).size(trees, players) > limit) {
      widest--;
    }
    int merged = MAX_MERGED;
    while (merged > 0 && new BlockPlan(merged, widest).size(trees, players) > limit) {
      merged--;
    }
    return new BlockPlan(merged, widest);
  }

  private long size(List<FlatTree> trees, int players) {
    long size = 0;
    for (FlatTree tree : trees) {
      for (Block block : blocks(tree)) {
        size += hasTable(block) ? (long) block.targets(players).size() << block.bits() : 0;
      }
    }
    return size;
  }

  boolean hasTable(Block block) {
    return block.bits() <= Math.max(widest, merged);
  }

  /** Returns a tree's blocks in the order of the walk: every leaf is in exactly one. */
  List<Block> blocks(FlatTree tree) {
    int[] ends = ends(tree);
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < tree.nodes(); ) {
      Block block = new Block(tree, i, ends[i]);
      if (tree.far(i) < 0 || block.bits() <= merged) {
        blocks.add(block);
        i = ends[i];
      } else {
        i++;
      }
    }
    return blocks;
  }

  /** Of each node the one behind the last of its subtree. */
  private static int[] ends(FlatTree tree) {
    int[] ends = new int[tree.nodes()];
    for (int i = ends.length - 1; i >= 0; i--) {
      ends[i] = tree.far(i) < 0 ? i + 1 : ends[tree.far(i)];
    }
    return ends;
  }
}
