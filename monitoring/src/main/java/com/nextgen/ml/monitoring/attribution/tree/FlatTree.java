package com.nextgen.ml.monitoring.attribution.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree in arrays, the nodes in the order of a walk that takes the near branch first. Along a path
 * its players are numbered as they appear, so a leaf's pattern is a number of as many bits: a bit
 * is set if a condition on that player's columns fails.
 */
final class FlatTree {
  private final Conditions conditions;

  /** The number of a branch's player on its path. */
  private final int[] slot;

  /** How many players the path above a node has. */
  private final int[] width;

  /** Of a branch the node that is not the next one; of a leaf the complement of its number. */
  private final int[] far;

  private final List<LeafPath> leaves;

  private FlatTree(Builder builder) {
    this.conditions = new Conditions(builder.branches);
    this.slot = builder.slot;
    this.width = builder.width;
    this.far = builder.far;
    this.leaves = List.copyOf(builder.leaves);
  }

  /**
   * Lays a tree out.
   *
   * @throws IllegalArgumentException if a path asks about more players than a pattern has bits
   */
  static FlatTree of(Tree tree, List<Integer> players) {
    Builder builder = new Builder(tree, players);
    builder.build();
    return new FlatTree(builder);
  }

  /** Returns the leaves in the order of the walk. */
  List<LeafPath> leaves() {
    return leaves;
  }

  /** Returns how many nodes there are, which {@link #patterns} needs room for. */
  int nodes() {
    return far.length;
  }

  /** Returns the conditions of the branches, in the order of the walk. */
  Conditions conditions() {
    return conditions;
  }

  /**
   * Returns of a branch the node that is not the next one, of a leaf the complement of its number.
   */
  int far(int i) {
    return far[i];
  }

  /** Returns the number of a branch's player on its path. */
  int slot(int i) {
    return slot[i];
  }

  /** Returns how many players the path above a node has. */
  int width(int i) {
    return width[i];
  }

  /**
   * Finds the pattern of a row at every leaf.
   *
   * @param patterns by leaf: bits of the players of which a condition fails
   */
  void patterns(double[] row, Room room, long[] patterns) {
    conditions.ask(row, room.outcomes());
    long[] failed = room.failed();
    failed[0] = 0;
    int branch = 0;
    for (int i = 0; i < far.length; i++) {
      int other = far[i];
      if (other < 0) {
        patterns[~other] = failed[i];
      } else {
        long outcome = room.outcomes()[branch++];
        failed[i + 1] = failed[i] | outcome << slot[i];
        failed[other] = failed[i] | (outcome ^ 1) << slot[i];
      }
    }
  }

  /** Room for one row's way through a tree, for one thread. */
  @SuppressWarnings("ArrayRecordComponent") // is written to, never compared
  record Room(int[] outcomes, long[] failed) {

    /** Returns room for the largest of the trees. */
    static Room of(List<FlatTree> trees) {
      int most = trees.stream().mapToInt(FlatTree::nodes).max().orElse(0);
      return new Room(new int[most], new long[most]);
    }
  }

  /** Walks a tree without recursion: a damaged file may hold one of any depth. */
  private static final class Builder {
    private final Tree tree;
    private final List<Integer> players;
    private final int[] slot;
    private final int[] width;
    private final int[] far;
    private final List<TreeNode.Branch> branches = new ArrayList<>();
    private final List<LeafPath> leaves = new ArrayList<>();

    Builder(Tree tree, List<Integer> players) {
      int nodes = tree.nodes().size();
      this.tree = tree;
      this.players = players;
      this.slot = new int[nodes];
      this.width = new int[nodes];
      this.far = new int[nodes];
    }

    /** A node still to be laid out, and the branch that it is the far one of. */
    private record Open(int node, List<Integer> path, int farOf) {}

    void build() {
      List<Open> open = new ArrayList<>();
      open.add(new Open(0, List.of(), -1));
      for (int at = 0; !open.isEmpty(); at++) {
        Open next = open.remove(open.size() - 1);
        if (next.farOf() >= 0) {
          far[next.farOf()] = at;
        }
        width[at] = next.path().size();
        TreeNode node = tree.nodes().get(next.node());
        if (node instanceof TreeNode.Branch branch) {
          branch(at, branch, next.path(), open);
        } else if (node instanceof TreeNode.Leaf leaf) {
          far[at] = ~leaves.size();
          leaves.add(new LeafPath(next.path(), leaf.weights()));
        }
      }
    }

    private void branch(int at, TreeNode.Branch branch, List<Integer> path, List<Open> open) {
      branches.add(branch);
      int player = players.get(branch.column());
      List<Integer> longer = path;
      slot[at] = path.indexOf(player);
      if (slot[at] < 0) {
        slot[at] = path.size();
        if (slot[at] == TreeGame.MAX_PATH) {
          throw new IllegalArgumentException(
              "a path asks about more than " + TreeGame.MAX_PATH + " features");
        }
        longer = new ArrayList<>(path);
        longer.add(player);
      }
      boolean yesIsNear = Conditions.yesIsNear(branch.condition());
      open.add(new Open(yesIsNear ? branch.no() : branch.yes(), longer, at));
      open.add(new Open(yesIsNear ? branch.yes() : branch.no(), longer, -1));
    }
  }
}
