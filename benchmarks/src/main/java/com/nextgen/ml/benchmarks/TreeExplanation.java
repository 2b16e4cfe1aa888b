package com.nextgen.ml.benchmarks;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to explain a row: 100 full trees of depth 6 over 20 features, a background of 1,000
 * rows. Thresholds are drawn from the middle of the features' range, so that a path's conditions
 * are met by many rows, and features by chance, so that most paths have six of them: trees that
 * were fitted ask about fewer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(3)
@SuppressWarnings("NullAway.Init") // JMH calls make() first
public class TreeExplanation {
  private static final int TREES = 100;
  private static final int DEPTH = 6;
  private static final int FEATURES = 20;
  private static final int BACKGROUND = 1_000;
  private static final int ROWS = 4_096;
  private static final int BATCH = 64;

  private final Random random = new Random(7);
  private TreeGame game;
  private TreeExplainer explainer;
  private double[][] background = new double[0][];
  private final double[][][] single = new double[ROWS][][];
  private final double[][][] batches = new double[ROWS / BATCH][][];
  private int next;

  /** An ensemble, its background and rows that differ from call to call. */
  @Setup
  public void make() {
    List<Tree> trees = new ArrayList<>();
    for (int i = 0; i < TREES; i++) {
      List<TreeNode> nodes = new ArrayList<>();
      grow(nodes, DEPTH);
      trees.add(new Tree(nodes));
    }
    game = TreeGame.ofColumns(new TreeEnsemble(trees, FEATURES, Aggregate.SUM, List.of(0.0)));
    background = rows(BACKGROUND);
    explainer = new TreeExplainer(game, count());
    for (int i = 0; i < ROWS; i++) {
      single[i] = rows(1);
    }
    for (int i = 0; i < batches.length; i++) {
      batches[i] = rows(BATCH);
    }
  }

  private int grow(List<TreeNode> nodes, int depth) {
    int place = nodes.size();
    if (depth == 0) {
      nodes.add(TreeNode.Leaf.of(random.nextGaussian()));
      return place;
    }
    nodes.add(TreeNode.Leaf.of(0));
    Condition condition = Condition.compare(BranchMode.LEQ, random.nextGaussian() / 2, false);
    int column = random.nextInt(FEATURES);
    int yes = grow(nodes, depth - 1);
    int no = grow(nodes, depth - 1);
    nodes.set(place, new TreeNode.Branch(column, condition, yes, no));
    return place;
  }

  private double[][] rows(int n) {
    double[][] rows = new double[n][FEATURES];
    for (double[] row : rows) {
      for (int i = 0; i < FEATURES; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return rows;
  }

  private BackgroundCounts count() {
    BackgroundCounter counter = new BackgroundCounter(game);
    for (double[] row : background) {
      counter.add(row);
    }
    return counter.counts();
  }

  /** One row a call. */
  @Benchmark
  public double[][] oneRow() {
    return explainer.explain(single[next++ & (ROWS - 1)]);
  }

  /** A row of 64 in a call. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public double[][] rowOfABatch() {
    return explainer.explain(batches[next++ & (ROWS / BATCH - 1)]);
  }

  /** A row of the background, counted, the tables made. */
  @Benchmark
  @OperationsPerInvocation(BACKGROUND)
  public TreeExplainer backgroundRow() {
    return new TreeExplainer(game, count());
  }
}
