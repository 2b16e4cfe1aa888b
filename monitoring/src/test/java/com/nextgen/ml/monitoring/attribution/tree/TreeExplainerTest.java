package com.nextgen.ml.monitoring.attribution.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.schema.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TreeExplainerTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-12);

  /** x0 < .5 ? (x1 < 0 ? 1 : 3) : (x2 < 1 ? 2 : −1), and x1 < 1 ? .5 : (x0 < .5 ? 0 : 4). */
  private static final TreeGame GAME =
      TreeGame.ofColumns(
          new TreeEnsemble(
              List.of(
                  new Tree(
                      List.of(
                          less(0, 0.5, 1, 4),
                          less(1, 0, 2, 3),
                          TreeNode.Leaf.of(1),
                          TreeNode.Leaf.of(3),
                          less(2, 1, 5, 6),
                          TreeNode.Leaf.of(2),
                          TreeNode.Leaf.of(-1))),
                  new Tree(
                      List.of(
                          less(1, 1, 1, 2),
                          TreeNode.Leaf.of(0.5),
                          less(0, 0.5, 3, 4),
                          TreeNode.Leaf.of(0),
                          TreeNode.Leaf.of(4)))),
              3,
              Aggregate.SUM,
              List.of(0.0)));

  private static final double[][] BACKGROUND = {{0, -1, 0}, {1, 2, 0}, {0, 2, 3}, {1, -1, 3}};
  private static final double[][] ROWS = {{1, 2, 3}, {0, -1, 0}, {0, 2, 0}, {1, 0.5, 0.5}};
  private static final double[][] VALUES = {
    {0.125, 1.5, -1.125}, {-0.375, -1, 0.375}, {-0.875, 1, 0.375}, {-0.125, -1, 1.125}
  };

  private static TreeNode.Branch less(int column, double threshold, int yes, int no) {
    return new TreeNode.Branch(column, Condition.compare(BranchMode.LT, threshold, false), yes, no);
  }

  private static TreeExplainer explainer(long maxTables) {
    return new TreeExplainer(GAME, RandomEnsembles.count(GAME, BACKGROUND), maxTables);
  }

  @Test
  void valuesAreThoseOfThePublishedSmallCase() {
    TreeExplainer explainer = explainer(Long.MAX_VALUE);
    double[][] values = explainer.explain(ROWS);
    assertThat(explainer.base().get(0)).isEqualTo(2.5);
    for (int i = 0; i < ROWS.length; i++) {
      assertThat(values[i]).containsExactly(VALUES[i], EXACT);
      assertThat(new BruteForce(GAME, BACKGROUND).values(ROWS[i]))
          .containsExactly(VALUES[i], EXACT);
    }
  }

  @Test
  void leavesWithoutTablesGiveTheSameValues() {
    double[][] values = explainer(0).explain(ROWS);
    for (int i = 0; i < ROWS.length; i++) {
      assertThat(values[i]).containsExactly(VALUES[i], EXACT);
    }
  }

  @Test
  void valuesAndBaseAddUpToTheOutput() {
    TreeExplainer explainer = explainer(Long.MAX_VALUE);
    double[][] values = explainer.explain(ROWS);
    for (int i = 0; i < ROWS.length; i++) {
      double output = GAME.ensemble().evaluate(ROWS[i], Precision.FLOAT64).get(0);
      assertThat(explainer.base().get(0) + Arrays.stream(values[i]).sum()).isCloseTo(output, EXACT);
    }
  }

  @Test
  void columnsOfOneFeatureAreOnePlayer() {
    // A category in three columns, of which the first is asked first; other columns are no players.
    Tree tree =
        new Tree(
            List.of(
                less(1, 0.5, 1, 4),
                less(2, 0.5, 2, 3),
                TreeNode.Leaf.of(1),
                TreeNode.Leaf.of(2),
                less(0, 5, 5, 6),
                TreeNode.Leaf.of(4),
                TreeNode.Leaf.of(8)));
    TreeGame game =
        new TreeGame(
            new TreeEnsemble(List.of(tree), 3, Aggregate.SUM, List.of(0.0)), List.of(0, 1, 1), 2);
    double[][] background = {{1, 1, 0}, {9, 0, 1}, {2, 0, 0}};
    double[][] rows = {{7, 0, 1}, {3, 1, 0}};
    double[][] values =
        new TreeExplainer(game, RandomEnsembles.count(game, background)).explain(rows);
    BruteForce brute = new BruteForce(game, background);
    for (int i = 0; i < rows.length; i++) {
      assertThat(values[i]).containsExactly(brute.values(rows[i]), EXACT);
    }
  }

  @Test
  void pathsOfThirtyFeaturesAreCountedByThePatternsThatOccur() {
    // A chain that asks about 30 features: f is the number of the first that is 1.
    int features = 30;
    List<TreeNode> nodes = new ArrayList<>();
    for (int i = 0; i < features; i++) {
      nodes.add(less(i, 0.5, 2 * i + 2, 2 * i + 1));
      nodes.add(TreeNode.Leaf.of(i));
    }
    nodes.add(TreeNode.Leaf.of(features));
    TreeGame game =
        TreeGame.ofColumns(
            new TreeEnsemble(List.of(new Tree(nodes)), features, Aggregate.SUM, List.of(0.0)));
    double[] zeros = new double[features];
    double[] last = new double[features];
    last[features - 1] = 1;
    BackgroundCounts background = RandomEnsembles.count(game, new double[][] {zeros, last});
    double[] first = new double[features];
    first[0] = 1;
    double[] values = new TreeExplainer(game, background).explain(new double[][] {first})[0];
    // Against zeros the first feature alone changes 30 to 0; against the other row 29 to 0, or 30
    // to 0 once the last feature is the explained row's 0.
    assertThat(values[0]).isCloseTo((-30 - 29.5) / 2, EXACT);
    assertThat(values[features - 1]).isCloseTo(0.5 / 2, EXACT);
    assertThat(Arrays.stream(values).sum()).isCloseTo(-29.5, EXACT);
  }

  @Test
  void refusesCountsOfAnotherEnsembleOrOfNoRows() {
    TreeGame other = new RandomEnsembles(3).game(4, 1);
    BackgroundCounts counts =
        RandomEnsembles.count(other, new RandomEnsembles(3).rows(3, other.players().size()));
    assertThatThrownBy(() -> new TreeExplainer(GAME, counts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another ensemble");
    BackgroundCounts none = new BackgroundCounter(GAME).counts();
    assertThatThrownBy(() -> new TreeExplainer(GAME, none))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("background has a row");
  }

  @Test
  void refusesRowsOfAnotherWidth() {
    TreeExplainer explainer = explainer(Long.MAX_VALUE);
    assertThatThrownBy(() -> explainer.explain(new double[][] {{1, 2}}))
        .hasMessageContaining("3 columns, not 2");
  }

  @Test
  void refusesAnEnsembleWhoseTreesDoNotAddUp() {
    TreeEnsemble most = new TreeEnsemble(GAME.ensemble().trees(), 3, Aggregate.MAX, List.of(0.0));
    assertThatThrownBy(() -> TreeGame.ofColumns(most)).hasMessageContaining("MAX do not add up");
  }
}
