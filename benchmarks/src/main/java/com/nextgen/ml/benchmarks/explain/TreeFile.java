package com.nextgen.ml.benchmarks.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.attribution.tree.Aggregate;
import com.nextgen.ml.monitoring.attribution.tree.BackgroundCounter;
import com.nextgen.ml.monitoring.attribution.tree.BackgroundCounts;
import com.nextgen.ml.monitoring.attribution.tree.BranchMode;
import com.nextgen.ml.monitoring.attribution.tree.Condition;
import com.nextgen.ml.monitoring.attribution.tree.Tree;
import com.nextgen.ml.monitoring.attribution.tree.TreeEnsemble;
import com.nextgen.ml.monitoring.attribution.tree.TreeExplainer;
import com.nextgen.ml.monitoring.attribution.tree.TreeGame;
import com.nextgen.ml.monitoring.attribution.tree.TreeNode;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Explains the rows of a file that {@code shap-cost.py} writes, and prints values and CPU time. */
public final class TreeFile {
  private static final int ROUNDS = 60;
  private static final int ROWS_A_ROUND = 2_000;

  private TreeFile() {}

  /**
   * Runs.
   *
   * @param arguments the file
   */
  public static void main(String[] arguments) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode file = json.readTree(new File(arguments[0]));
    double[][] background = matrix(file.get("background"));
    double[][] rows = matrix(file.get("rows"));
    List<Tree> trees = new ArrayList<>();
    file.get("trees").forEach(tree -> trees.add(tree(tree)));
    TreeGame game =
        TreeGame.ofColumns(new TreeEnsemble(trees, rows[0].length, Aggregate.SUM, List.of(0.0)));
    long start = cpu();
    BackgroundCounter counter = new BackgroundCounter(game);
    for (double[] row : background) {
      counter.add(row);
    }
    BackgroundCounts counts = counter.counts();
    TreeExplainer explainer = new TreeExplainer(game, counts);
    double backgroundCost = (cpu() - start) / 1e6;
    double best = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      start = cpu();
      for (int i = 0; i < ROWS_A_ROUND; i += rows.length) {
        explainer.explain(rows);
      }
      best = Math.min(best, (cpu() - start) / 1e3 / ROWS_A_ROUND);
    }
    long leaves =
        trees.stream()
            .flatMap(tree -> tree.nodes().stream())
            .filter(TreeNode.Leaf.class::isInstance)
            .count();
    System.out.println(
        json.writeValueAsString(
            Map.of(
                "microseconds", best,
                "backgroundMilliseconds", backgroundCost,
                "counts", counts.size(),
                "leaves", leaves,
                "values", explainer.explain(rows))));
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Tree tree(JsonNode tree) {
    List<TreeNode> nodes = new ArrayList<>();
    for (JsonNode node : tree) {
      nodes.add(
          node.size() == 1
              ? TreeNode.Leaf.of(node.get(0).asDouble())
              : new TreeNode.Branch(
                  node.get(0).asInt(),
                  Condition.compare(BranchMode.LEQ, node.get(1).asDouble(), false),
                  node.get(2).asInt(),
                  node.get(3).asInt()));
    }
    return new Tree(nodes);
  }

  private static double[][] matrix(JsonNode rows) {
    double[][] matrix = new double[rows.size()][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = new double[rows.get(i).size()];
      for (int j = 0; j < matrix[i].length; j++) {
        matrix[i][j] = rows.get(i).get(j).asDouble();
      }
    }
    return matrix;
  }
}
