package com.nextgen.ml.service.inference.graph;

import com.nextgen.ml.monitoring.attribution.tree.Aggregate;
import com.nextgen.ml.monitoring.attribution.tree.BranchMode;
import com.nextgen.ml.monitoring.attribution.tree.Condition;
import com.nextgen.ml.monitoring.attribution.tree.Tree;
import com.nextgen.ml.monitoring.attribution.tree.TreeEnsemble;
import com.nextgen.ml.monitoring.attribution.tree.TreeNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the trees of {@code TreeEnsembleRegressor} and {@code TreeEnsembleClassifier}, whose nodes
 * are named by tree and number.
 */
final class TreeAttributes {
  private final GraphNode node;
  private final String prefix;
  private final Numbers treeIds;
  private final Numbers nodeIds;
  private final Numbers features;
  private final Numbers thresholds;
  private final Numbers yes;
  private final Numbers no;
  private final Numbers missing;
  private final List<String> modes;

  private TreeAttributes(GraphNode node, String prefix) {
    this.node = node;
    this.prefix = prefix;
    this.treeIds = node.numbers("nodes_treeids");
    this.nodeIds = node.numbers("nodes_nodeids");
    this.features = node.numbers("nodes_featureids");
    this.thresholds = node.reals("nodes_values");
    this.yes = node.numbers("nodes_truenodeids");
    this.no = node.numbers("nodes_falsenodeids");
    this.missing = node.numbers("nodes_missing_value_tracks_true");
    this.modes = node.attribute("nodes_modes").texts();
  }

  /**
   * Reads the trees.
   *
   * @param prefix of the attributes of weights: {@code target} or {@code class}
   * @param base one value an output
   * @throws UnreadableGraphException if the attributes contradict each other
   * @throws IllegalArgumentException if they are no trees
   */
  static TreeEnsemble read(GraphNode node, String prefix, int columns, List<Double> base)
      throws UnreadableGraphException {
    TreeAttributes attributes = new TreeAttributes(node, prefix);
    attributes.check();
    return new TreeEnsemble(
        attributes.trees(base.size()),
        columns,
        aggregate(node.text("aggregate_function", "SUM")),
        base);
  }

  private static Aggregate aggregate(String name) throws UnreadableGraphException {
    for (Aggregate aggregate : Aggregate.values()) {
      if (aggregate.name().equals(name)) {
        return aggregate;
      }
    }
    throw new UnreadableGraphException("an unknown aggregate of trees");
  }

  private void check() throws UnreadableGraphException {
    int n = modes.size();
    for (Numbers list : List.of(treeIds, nodeIds, features, thresholds, yes, no)) {
      if (list.size() != n) {
        throw new UnreadableGraphException("the lists of the trees' nodes differ in length");
      }
    }
    if (missing.size() != 0 && missing.size() != n) {
      throw new UnreadableGraphException("the lists of the trees' nodes differ in length");
    }
  }

  /** A node's name. */
  private record Id(double tree, double node) {}

  private List<Tree> trees(int outputs) throws UnreadableGraphException {
    Map<Double, List<Integer>> members = new LinkedHashMap<>();
    Map<Id, Integer> places = new HashMap<>();
    for (int i = 0; i < modes.size(); i++) {
      members.computeIfAbsent(treeIds.get(i), id -> new ArrayList<>()).add(i);
      if (places.put(id(i, nodeIds), i) != null) {
        throw new UnreadableGraphException("a tree has two nodes of one number");
      }
    }
    Map<Id, List<TreeNode.Weight>> weights = weights(outputs, places);
    List<Tree> trees = new ArrayList<>();
    for (List<Integer> tree : members.values()) {
      trees.add(
          TreeWalk.from(
              tree.get(0),
              tree.size(),
              i ->
                  modes.get(i).equals("LEAF")
                      ? new TreeNode.Leaf(weights.getOrDefault(id(i, nodeIds), List.of()))
                      : branch(i, places)));
    }
    return trees;
  }

  private Id id(int i, Numbers nodes) {
    return new Id(treeIds.get(i), nodes.get(i));
  }

  /**
   * A branch; where it is the first of several that ask whether a column is one of several values
   * and all lead to one node, they are one branch on membership. LightGBM's categories are written
   * so.
   */
  private TreeNode.Branch branch(int first, Map<Id, Integer> places)
      throws UnreadableGraphException {
    Set<Double> members = new LinkedHashSet<>();
    boolean tracksTrue = false;
    int last = first;
    for (Integer i = first; i != null && follows(first, i); i = places.get(id(i, no))) {
      // A value asked twice would also end a circle.
      if (!members.add(thresholds.get(i))) {
        break;
      }
      tracksTrue |= missing.size() > 0 && missing.get(i) == 1;
      last = i;
    }
    Condition condition =
        members.size() > 1
            ? Condition.member(List.copyOf(members), tracksTrue)
            : Condition.compare(mode(modes.get(first)), thresholds.get(first), tracksTrue);
    return new TreeNode.Branch(
        features.index(first, Integer.MAX_VALUE, "column"),
        condition,
        place(first, yes, places),
        place(last, no, places));
  }

  /** Whether a node asks the same as the first, of another value. */
  private boolean follows(int first, int i) {
    return i == first
        || (modes.get(first).equals("BRANCH_EQ")
            && modes.get(i).equals("BRANCH_EQ")
            && features.get(i) == features.get(first)
            && yes.get(i) == yes.get(first)
            && !Double.isNaN(thresholds.get(i)));
  }

  private int place(int i, Numbers child, Map<Id, Integer> places) throws UnreadableGraphException {
    Integer place = places.get(id(i, child));
    if (place == null) {
      throw new UnreadableGraphException("a branch leads to a node that is absent");
    }
    return place;
  }

  private static BranchMode mode(String name) throws UnreadableGraphException {
    return switch (name) {
      case "BRANCH_LEQ" -> BranchMode.LEQ;
      case "BRANCH_LT" -> BranchMode.LT;
      case "BRANCH_GTE" -> BranchMode.GTE;
      case "BRANCH_GT" -> BranchMode.GT;
      case "BRANCH_EQ" -> BranchMode.EQ;
      case "BRANCH_NEQ" -> BranchMode.NEQ;
      default -> throw new UnreadableGraphException("an unknown kind of branch");
    };
  }

  private Map<Id, List<TreeNode.Weight>> weights(int outputs, Map<Id, Integer> places)
      throws UnreadableGraphException {
    Numbers trees = node.numbers(prefix + "_treeids");
    Numbers nodes = node.numbers(prefix + "_nodeids");
    Numbers ids = node.numbers(prefix + "_ids");
    Numbers values = node.reals(prefix + "_weights");
    if (trees.size() != ids.size() || nodes.size() != ids.size() || values.size() != ids.size()) {
      throw new UnreadableGraphException("the lists of the leaves' weights differ in length");
    }
    Map<Id, List<TreeNode.Weight>> weights = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      Id id = new Id(trees.get(i), nodes.get(i));
      if (!places.containsKey(id)) {
        throw new UnreadableGraphException("a weight is of a node that is absent");
      }
      int output = outputs == 1 ? 0 : ids.index(i, outputs, "output");
      List<TreeNode.Weight> leaf = weights.computeIfAbsent(id, any -> new ArrayList<>());
      if (leaf.stream().anyMatch(weight -> weight.output() == output)) {
        throw new UnreadableGraphException("a leaf has two weights for one output");
      }
      leaf.add(new TreeNode.Weight(output, values.get(i)));
    }
    return weights;
  }
}
