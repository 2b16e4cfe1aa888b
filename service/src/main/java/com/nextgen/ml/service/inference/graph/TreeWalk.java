package com.nextgen.ml.service.inference.graph;

import com.nextgen.ml.monitoring.attribution.tree.Tree;
import com.nextgen.ml.monitoring.attribution.tree.TreeNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Makes a tree of nodes that name each other in a way of their own. */
final class TreeWalk {
  /** Finds nodes by their names, which are numbers. */
  interface Source {
    /** Returns a node whose children are names too. */
    TreeNode node(int name) throws UnreadableGraphException;
  }

  private record Open(int name, int place) {}

  private TreeWalk() {}

  /**
   * Returns the tree below a root.
   *
   * @param most nodes it may have: a file that leads to more of them has a circle, or shares nodes
   */
  static Tree from(int root, int most, Source source) throws UnreadableGraphException {
    List<TreeNode> nodes = new ArrayList<>();
    Deque<Open> open = new ArrayDeque<>();
    nodes.add(new TreeNode.Leaf(List.of()));
    open.push(new Open(root, 0));
    while (!open.isEmpty()) {
      Open next = open.pop();
      TreeNode node = source.node(next.name());
      if (node instanceof TreeNode.Branch branch) {
        int child = nodes.size();
        if (child + 2 > most) {
          throw new UnreadableGraphException("a node of a tree is reached in two ways");
        }
        nodes.add(new TreeNode.Leaf(List.of()));
        nodes.add(new TreeNode.Leaf(List.of()));
        open.push(new Open(branch.no(), child + 1));
        open.push(new Open(branch.yes(), child));
        node = new TreeNode.Branch(branch.column(), branch.condition(), child, child + 1);
      }
      nodes.set(next.place(), node);
    }
    return new Tree(nodes);
  }
}
