package com.nextgen.ml.monitoring.attribution.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.schema.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeTest {
  private static TreeNode.Branch branch(int yes, int no) {
    return new TreeNode.Branch(0, Condition.compare(BranchMode.LT, 1, false), yes, no);
  }

  private static TreeNode.Leaf leaf() {
    return TreeNode.Leaf.of(1);
  }

  @Test
  void refusesWhatIsNoTree() {
    assertThatThrownBy(() -> new Tree(List.of())).hasMessageContaining("root");
    assertThatThrownBy(() -> new Tree(List.of(branch(1, 2), leaf())))
        .hasMessageContaining("node 2, which is absent");
    assertThatThrownBy(() -> new Tree(List.of(branch(-1, 1), leaf())))
        .hasMessageContaining("node -1, which is absent");
    assertThatThrownBy(() -> new Tree(List.of(branch(1, 1), leaf())))
        .hasMessageContaining("reached in two ways");
    assertThatThrownBy(() -> new Tree(List.of(branch(1, 2), branch(0, 2), leaf())))
        .hasMessageContaining("reached in two ways");
    assertThatThrownBy(() -> new Tree(List.of(branch(1, 2), leaf(), leaf(), leaf())))
        .hasMessageContaining("node 3 is never reached");
  }

  @Test
  void refusesWhatLiesOutsideOfTheEnsemble() {
    Tree tree = new Tree(List.of(branch(1, 2), leaf(), leaf()));
    Tree second = new Tree(List.of(new TreeNode.Leaf(List.of(new TreeNode.Weight(1, 2)))));
    TreeNode.Branch far = new TreeNode.Branch(7, Condition.compare(BranchMode.LT, 1, false), 1, 2);
    Tree third = new Tree(List.of(far, leaf(), leaf()));
    assertThatThrownBy(() -> ensemble(List.of(tree, second))).hasMessageContaining("beyond the 1");
    assertThatThrownBy(() -> ensemble(List.of(third))).hasMessageContaining("column 7 of 1");
    assertThatThrownBy(() -> ensemble(List.of())).hasMessageContaining("has a tree");
    assertThatThrownBy(() -> TreeNode.Leaf.of(Double.NaN)).hasMessageContaining("adds NaN");
  }

  private static TreeEnsemble ensemble(List<Tree> trees) {
    return new TreeEnsemble(trees, 1, Aggregate.SUM, List.of(0.0));
  }

  @Test
  void refusesAPathOfMoreFeaturesThanAPatternHasBits() {
    int features = 63;
    List<TreeNode> nodes = new java.util.ArrayList<>();
    for (int i = 0; i < features; i++) {
      nodes.add(
          new TreeNode.Branch(i, Condition.compare(BranchMode.LT, 1, false), 2 * i + 1, 2 * i + 2));
      nodes.add(leaf());
    }
    nodes.add(leaf());
    TreeGame game =
        TreeGame.ofColumns(
            new TreeEnsemble(List.of(new Tree(nodes)), features, Aggregate.SUM, List.of(0.0)));
    assertThatThrownBy(() -> new BackgroundCounter(game))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than 62 features");
  }

  @ParameterizedTest
  @CsvSource({
    "LEQ, true, true, false, false", "LT, true, false, false, false",
    "GTE, false, true, true, false", "GT, false, false, true, false",
    "EQ, false, true, false, false", "NEQ, true, false, true, true"
  })
  void comparesAsCDoes(BranchMode mode, boolean below, boolean equal, boolean above, boolean nan) {
    Condition condition = Condition.compare(mode, 2, false);
    assertThat(condition.holds(Math.nextDown(2.0))).isEqualTo(below);
    assertThat(condition.holds(2)).isEqualTo(equal);
    assertThat(condition.holds(Math.nextUp(2.0))).isEqualTo(above);
    assertThat(condition.holds(Double.NaN)).isEqualTo(nan);
    assertThat(Condition.compare(mode, 2, true).holds(Double.NaN)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"LEQ", "LT", "GTE", "GT", "EQ", "NEQ"})
  void aFlatTreeComparesAsTheTreeDoes(BranchMode mode) {
    double most = Double.POSITIVE_INFINITY;
    double[] values = {
      -most, -Double.MAX_VALUE, -1, -0.0, 0.0, Double.MIN_VALUE, 1, Math.nextUp(1), most, Double.NaN
    };
    for (double threshold : values) {
      for (boolean missing : new boolean[] {true, false}) {
        Tree tree =
            new Tree(
                List.of(
                    new TreeNode.Branch(0, Condition.compare(mode, threshold, missing), 1, 2),
                    TreeNode.Leaf.of(1),
                    TreeNode.Leaf.of(2)));
        TreeGame game = TreeGame.ofColumns(ensemble(List.of(tree)));
        for (double value : values) {
          double[][] row = {{value}};
          double mean = new TreeExplainer(game, RandomEnsembles.count(game, row)).base().get(0);
          assertThat(mean)
              .as("%s %s %s", value, mode, threshold)
              .isEqualTo(game.ensemble().evaluate(row[0], Precision.FLOAT64).get(0));
        }
      }
    }
  }

  @Test
  void membersAreNumbersOnceEach() {
    assertThat(Condition.member(List.of(1.0, 0.0), false).holds(-0.0)).isTrue();
    assertThat(Condition.member(List.of(1.0), false).holds(2)).isFalse();
    assertThatThrownBy(() -> Condition.member(List.of(), false)).hasMessageContaining("members");
    assertThatThrownBy(() -> Condition.member(List.of(1.0, 1.0), false))
        .hasMessageContaining("distinct");
    assertThatThrownBy(() -> Condition.member(List.of(Double.NaN), false))
        .hasMessageContaining("distinct numbers");
  }

  @Test
  void joinsTreesInThePrecisionOfTheModel() {
    Tree large = new Tree(List.of(TreeNode.Leaf.of(1 << 24)));
    Tree one = new Tree(List.of(TreeNode.Leaf.of(1)));
    double[] row = {0};
    TreeEnsemble sum = ensemble(List.of(large, one, one));
    assertThat(sum.evaluate(row, Precision.FLOAT32)).containsExactly(0x1p24);
    assertThat(sum.evaluate(row, Precision.FLOAT64)).containsExactly(0x1p24 + 2);
    List<Tree> two = List.of(large, one);
    assertThat(of(two, Aggregate.MIN).evaluate(row, Precision.FLOAT32)).containsExactly(11.0);
    assertThat(of(two, Aggregate.MAX).evaluate(row, Precision.FLOAT64))
        .containsExactly(0x1p24 + 10);
    assertThat(of(List.of(one, one), Aggregate.AVERAGE).evaluate(row, Precision.FLOAT32))
        .containsExactly(11.0);
  }

  private static TreeEnsemble of(List<Tree> trees, Aggregate aggregate) {
    return new TreeEnsemble(trees, 1, aggregate, List.of(10.0));
  }
}
