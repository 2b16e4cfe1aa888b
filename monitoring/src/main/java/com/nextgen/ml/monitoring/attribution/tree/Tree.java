package com.nextgen.ml.monitoring.attribution.tree;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * A binary tree.
 *
 * @param nodes the root first; every other node is the child of exactly one
 */
public record Tree(List<TreeNode> nodes) {
  public Tree {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("a tree has a root");
    }
    check(nodes);
  }

  /** That the nodes are one tree: without it a circle in a file would be walked for ever. */
  private static void check(List<TreeNode> nodes) {
    BitSet seen = new BitSet(nodes.size());
    Deque<Integer> open = new ArrayDeque<>();
    open.push(0);
    while (!open.isEmpty()) {
      int place = open.pop();
      if (place < 0 || place >= nodes.size()) {
        throw new IllegalArgumentException("a branch leads to node " + place + ", which is absent");
      }
      if (seen.get(place)) {
        throw new IllegalArgumentException("node " + place + " is reached in two ways");
      }
      seen.set(place);
      if (nodes.get(place) instanceof TreeNode.Branch branch) {
        open.push(branch.no());
        open.push(branch.yes());
      }
    }
    if (seen.cardinality() != nodes.size()) {
      throw new IllegalArgumentException("node " + seen.nextClearBit(0) + " is never reached");
    }
  }

  /** Returns the leaf that a row comes to. */
  TreeNode.Leaf leaf(double[] row) {
    TreeNode node = nodes.get(0);
    while (node instanceof TreeNode.Branch branch) {
      node = nodes.get(branch.condition().holds(row[branch.column()]) ? branch.yes() : branch.no());
    }
    return (TreeNode.Leaf) node;
  }
}
