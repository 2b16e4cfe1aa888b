package com.nextgen.ml.service.inference.graph;

import com.nextgen.ml.monitoring.attribution.tree.Aggregate;
import com.nextgen.ml.monitoring.attribution.tree.BranchMode;
import com.nextgen.ml.monitoring.attribution.tree.Condition;
import com.nextgen.ml.monitoring.attribution.tree.Tree;
import com.nextgen.ml.monitoring.attribution.tree.TreeEnsemble;
import com.nextgen.ml.monitoring.attribution.tree.TreeNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads the trees of {@code TreeEnsemble} (ai.onnx.ml 5), whose nodes are named by their place. */
final class TreeAttributesV5 {
  private static final List<Aggregate> AGGREGATES =
      List.of(Aggregate.AVERAGE, Aggregate.SUM, Aggregate.MIN, Aggregate.MAX);

  /** By their numbers in the file. */
  private static final List<BranchMode> MODES = List.of(BranchMode.values());

  private final Numbers features;
  private final Numbers splits;
  private final Numbers modes;
  private final Numbers yes;
  private final Numbers no;
  private final Numbers yesIsLeaf;
  private final Numbers noIsLeaf;
  private final Numbers missing;
  private final Numbers targets;
  private final Numbers weights;
  private final int outputs;
  private final List<List<Double>> members;

  private TreeAttributesV5(GraphNode node, int outputs) throws UnreadableGraphException {
    this.features = node.numbers("nodes_featureids");
    this.splits = node.tensor("nodes_splits");
    this.modes = node.tensor("nodes_modes");
    this.yes = node.numbers("nodes_truenodeids");
    this.no = node.numbers("nodes_falsenodeids");
    this.yesIsLeaf = node.numbers("nodes_trueleafs");
    this.noIsLeaf = node.numbers("nodes_falseleafs");
    this.missing = node.numbers("nodes_missing_value_tracks_true");
    this.targets = node.numbers("leaf_targetids");
    this.weights = node.tensor("leaf_weights");
    this.outputs = outputs;
    check();
    this.members = members(node.tensor("membership_values"));
  }

  private void check() throws UnreadableGraphException {
    int n = features.size();
    for (Numbers list : List.of(splits, modes, yes, no, yesIsLeaf, noIsLeaf)) {
      if (list.size() != n) {
        throw new UnreadableGraphException("the lists of the trees' nodes differ in length");
      }
    }
    if (targets.size() != weights.size() || (missing.size() != 0 && missing.size() != n)) {
      throw new UnreadableGraphException("the lists of the trees' nodes differ in length");
    }
  }

  /** The sets of the nodes in turn, each ended by a NaN. */
  private List<List<Double>> members(Numbers values) throws UnreadableGraphException {
    List<List<Double>> members = new ArrayList<>(Collections.nCopies(modes.size(), List.of()));
    int at = 0;
    for (int i = 0; i < modes.size(); i++) {
      if (mode(i) != BranchMode.MEMBER) {
        continue;
      }
      List<Double> set = new ArrayList<>();
      for (; at < values.size() && !Double.isNaN(values.get(at)); at++) {
        set.add(values.get(at));
      }
      at++;
      members.set(i, set.stream().distinct().toList());
    }
    return members;
  }

  private BranchMode mode(int i) throws UnreadableGraphException {
    return MODES.get(modes.index(i, MODES.size(), "kind of branch"));
  }

  /**
   * Reads the trees.
   *
   * @throws UnreadableGraphException if the attributes contradict each other
   * @throws IllegalArgumentException if they are no trees
   */
  static TreeEnsemble read(GraphNode node, int columns, List<Double> base)
      throws UnreadableGraphException {
    TreeAttributesV5 attributes = new TreeAttributesV5(node, base.size());
    Numbers roots = node.numbers("tree_roots");
    List<Tree> trees = new ArrayList<>();
    int branches = attributes.features.size();
    for (int i = 0; i < roots.size(); i++) {
      int root = roots.index(i, branches, "root");
      trees.add(TreeWalk.from(root, 2 * branches + 1, attributes::node));
    }
    long aggregate = node.number("aggregate_function", 1);
    if (aggregate < 0 || aggregate >= AGGREGATES.size()) {
      throw new UnreadableGraphException("an unknown aggregate of trees");
    }
    return new TreeEnsemble(trees, columns, AGGREGATES.get((int) aggregate), base);
  }

  /** A node by its index, a leaf by the complement of its own. */
  private TreeNode node(int name) throws UnreadableGraphException {
    if (name < 0) {
      int output = outputs == 1 ? 0 : targets.index(~name, outputs, "output");
      return new TreeNode.Leaf(List.of(new TreeNode.Weight(output, weights.get(~name))));
    }
    return new TreeNode.Branch(
        features.index(name, Integer.MAX_VALUE, "column"),
        condition(name),
        child(yes, yesIsLeaf, name),
        child(no, noIsLeaf, name));
  }

  private int child(Numbers ids, Numbers areLeaves, int i) throws UnreadableGraphException {
    boolean leaf = areLeaves.get(i) != 0;
    int limit = leaf ? weights.size() : features.size();
    int index = ids.index(i, limit, leaf ? "leaf" : "node");
    return leaf ? ~index : index;
  }

  private Condition condition(int i) throws UnreadableGraphException {
    boolean tracksTrue = missing.size() > 0 && missing.get(i) == 1;
    return mode(i) == BranchMode.MEMBER
        ? Condition.member(members.get(i), tracksTrue)
        : Condition.compare(mode(i), splits.get(i), tracksTrue);
  }
}
