package com.nextgen.ml.monitoring.attribution.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One tree with the tables of its blocks, in arrays. */
final class ExplainedTree {
  /** Additions are made four at a time, so a line of a table is as long as a multiple of it. */
  private static final int STRIDE = 4;

  private final FlatTree tree;

  /** The branches above the blocks and the blocks, in the order of the walk: nodes of the tree. */
  private final int[] nodes;

  /** Of a branch the place of its far node in {@link #nodes}; of a block its complement. */
  private final int[] far;

  /** Of a branch the number of its player on the path, of a block how many players are above. */
  private final int[] slot;

  /** Of a branch its number among the tree's, of a block that of its first. */
  private final int[] branch;

  private final @Nullable SparseLeaf[] sparse;

  /** By block, then one more: where its targets and its table begin. */
  private final int[] targetStart;

  private final int[] tableStart;
  private final int[] branchCount;
  private final int[] targets;
  private final double[] tables;

  ExplainedTree(TreeGame game, FlatTree tree, BlockPlan plan, List<LeafCounts> counts, long rows) {
    this.tree = tree;
    List<Block> blocks = plan.blocks(tree);
    int n = blocks.size();
    this.sparse = new SparseLeaf[n];
    this.targetStart = new int[n + 1];
    this.tableStart = new int[n + 1];
    this.branchCount = new int[n];
    List<Integer> added = new ArrayList<>();
    for (int b = 0; b < n; b++) {
      Block block = blocks.get(b);
      int lines = 0;
      if (plan.hasTable(block)) {
        branchCount[b] = block.branches();
        added.addAll(padded(block.targets(game.playerCount()), unused(game)));
        lines = 1 << block.bits();
      } else {
        int leaf = block.leaves().get(0);
        sparse[b] = new SparseLeaf(tree.leaves().get(leaf), counts.get(leaf), (double) rows, game);
      }
      targetStart[b + 1] = added.size();
      int size = Math.multiplyExact(lines, added.size() - targetStart[b]);
      tableStart[b + 1] = Math.addExact(tableStart[b], size);
    }
    this.targets = added.stream().mapToInt(Integer::intValue).toArray();
    this.tables = new double[tableStart[n]];
    for (int b = 0; b < n; b++) {
      if (sparse[b] == null) {
        int width = targetStart[b + 1] - targetStart[b];
        blocks.get(b).fill(counts, (double) rows, game, tables, tableStart[b], width);
      }
    }
    this.nodes = upper(tree, blocks);
    this.far = new int[nodes.length];
    this.slot = new int[nodes.length];
    this.branch = new int[nodes.length];
    link(blocks);
  }

  /** Returns the place behind all values, to which what pads a line is added. */
  static int unused(TreeGame game) {
    return game.playerCount() * game.ensemble().outputs();
  }

  private static List<Integer> padded(List<Integer> targets, int unused) {
    int more = -targets.size() & (STRIDE - 1);
    List<Integer> padded = new ArrayList<>(targets);
    padded.addAll(Collections.nCopies(more, unused));
    return padded;
  }

  /** The nodes of which blocks are the leaves. */
  private static int[] upper(FlatTree tree, List<Block> blocks) {
    List<Integer> upper = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < tree.nodes(); ) {
      upper.add(i);
      boolean isBlock = next < blocks.size() && blocks.get(next).first() == i;
      i = isBlock ? blocks.get(next++).end() : i + 1;
    }
    return upper.stream().mapToInt(Integer::intValue).toArray();
  }

  private void link(List<Block> blocks) {
    int[] places = new int[tree.nodes()];
    for (int place = 0; place < nodes.length; place++) {
      places[nodes[place]] = place;
    }
    int block = 0;
    int branches = 0;
    for (int place = 0; place < nodes.length; place++) {
      int node = nodes[place];
      branch[place] = branches;
      if (block < blocks.size() && blocks.get(block).first() == node) {
        far[place] = ~block;
        slot[place] = tree.width(node);
        branches += blocks.get(block++).branches();
      } else {
        far[place] = places[tree.far(node)];
        slot[place] = tree.slot(node);
        branches++;
      }
    }
  }

  /**
   * Adds what this tree gives a row's features.
   *
   * @param values by output and player, and one more behind them
   */
  void add(double[] row, FlatTree.Room room, double[] values) {
    int[] outcomes = room.outcomes();
    long[] failed = room.failed();
    tree.conditions().ask(row, outcomes);
    failed[0] = 0;
    for (int place = 0; place < nodes.length; place++) {
      int other = far[place];
      if (other < 0) {
        add(~other, place, failed[place], outcomes, values);
      } else {
        long outcome = outcomes[branch[place]];
        failed[place + 1] = failed[place] | outcome << slot[place];
        failed[other] = failed[place] | (outcome ^ 1) << slot[place];
      }
    }
  }

  private void add(int block, int place, long failed, int[] outcomes, double[] values) {
    SparseLeaf leaf = sparse[block];
    if (leaf != null) {
      leaf.add(failed, values);
      return;
    }
    int line = (int) failed;
    int first = branch[place];
    for (int i = 0; i < branchCount[block]; i++) {
      line |= outcomes[first + i] << (slot[place] + i);
    }
    int start = targetStart[block];
    int width = targetStart[block + 1] - start;
    int from = tableStart[block] + line * width;
    for (int j = 0; j < width; j += STRIDE) {
      values[targets[start + j]] += tables[from + j];
      values[targets[start + j + 1]] += tables[from + j + 1];
      values[targets[start + j + 2]] += tables[from + j + 2];
      values[targets[start + j + 3]] += tables[from + j + 3];
    }
  }
}
