package com.nextgen.ml.monitoring.attribution.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class TreeExplainerPropertiesTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-10);

  /** Tables for all leaves, for the shortest alone, for none. */
  private static final List<Long> LIMITS = List.of(Long.MAX_VALUE, 40L, 0L);

  @Property(tries = 300)
  void valuesAreThoseOfAllSubsets(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 6) int depth,
      @ForAll @IntRange(min = 1, max = 3) int outputs,
      @ForAll @IntRange(min = 1, max = 9) int backgroundRows) {
    RandomEnsembles random = new RandomEnsembles(seed);
    TreeGame game = random.game(depth, outputs);
    double[][] background = random.rows(backgroundRows, game.players().size());
    double[][] rows = random.rows(3, game.players().size());
    BruteForce brute = new BruteForce(game, background);
    BackgroundCounts counts = RandomEnsembles.count(game, background);
    for (long limit : LIMITS) {
      TreeExplainer explainer = new TreeExplainer(game, counts, limit);
      double[][] values = explainer.explain(rows);
      for (int i = 0; i < rows.length; i++) {
        assertThat(values[i]).containsExactly(brute.values(rows[i]), EXACT);
      }
      for (int output = 0; output < outputs; output++) {
        assertThat(explainer.base().get(output)).isCloseTo(brute.worth(rows[0], 0, output), EXACT);
      }
    }
  }

  @Property(tries = 200)
  void valuesAddUpForAnyDepth(@ForAll long seed, @ForAll @IntRange(min = 1, max = 14) int depth) {
    RandomEnsembles random = new RandomEnsembles(seed);
    TreeGame game = random.game(depth, 2);
    double[][] background = random.rows(20, game.players().size());
    double[][] rows = random.rows(5, game.players().size());
    TreeExplainer explainer = new TreeExplainer(game, RandomEnsembles.count(game, background));
    double[][] values = explainer.explain(rows);
    int n = game.playerCount();
    for (int i = 0; i < rows.length; i++) {
      List<Double> outputs = game.ensemble().evaluate(rows[i], Precision.FLOAT64);
      for (int output = 0; output < 2; output++) {
        double sum = Arrays.stream(values[i], output * n, (output + 1) * n).sum();
        assertThat(explainer.base().get(output) + sum).isCloseTo(outputs.get(output), EXACT);
      }
    }
  }

  @Property(tries = 200)
  void aFeatureThatNoTreeAsksAboutHasNoValue(@ForAll long seed) {
    RandomEnsembles random = new RandomEnsembles(seed);
    TreeGame game = random.game(5, 1);
    TreeGame wider = new TreeGame(game.ensemble(), game.players(), game.playerCount() + 1);
    double[][] background = random.rows(8, game.players().size());
    double[][] rows = random.rows(4, game.players().size());
    double[][] values =
        new TreeExplainer(wider, RandomEnsembles.count(wider, background)).explain(rows);
    for (double[] row : values) {
      assertThat(row[game.playerCount()]).isZero();
    }
  }

  @Property(tries = 200)
  void featuresThatTheModelTreatsAlikeHaveEqualValues(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 5) int depth) {
    RandomEnsembles random = new RandomEnsembles(seed);
    Tree tree = random.tree(4, depth, 1);
    TreeGame game =
        TreeGame.ofColumns(
            new TreeEnsemble(List.of(tree, swapped(tree)), 4, Aggregate.SUM, List.of(0.0)));
    double[][] background = alike(random.rows(8, 4));
    double[][] rows = alike(random.rows(4, 4));
    double[][] values =
        new TreeExplainer(game, RandomEnsembles.count(game, background)).explain(rows);
    for (double[] row : values) {
      assertThat(row[0]).isCloseTo(row[1], EXACT);
    }
  }

  private static Tree swapped(Tree tree) {
    List<TreeNode> nodes = new ArrayList<>();
    for (TreeNode node : tree.nodes()) {
      nodes.add(
          node instanceof TreeNode.Branch branch && branch.column() < 2
              ? new TreeNode.Branch(
                  1 - branch.column(), branch.condition(), branch.yes(), branch.no())
              : node);
    }
    return new Tree(nodes);
  }

  private static double[][] alike(double[][] rows) {
    for (double[] row : rows) {
      row[1] = row[0];
    }
    return rows;
  }

  @Property(tries = 200)
  void countsOfPartsAddUpToThoseOfTheWhole(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 12) int depth,
      @ForAll @IntRange(min = 0, max = 10) int first) {
    RandomEnsembles random = new RandomEnsembles(seed);
    TreeGame game = random.game(depth, 1);
    double[][] rows = random.rows(10, game.players().size());
    BackgroundCounts whole = RandomEnsembles.count(game, rows);
    BackgroundCounts left = RandomEnsembles.count(game, Arrays.copyOf(rows, first));
    BackgroundCounts right = RandomEnsembles.count(game, Arrays.copyOfRange(rows, first, 10));
    assertThat(left.plus(right)).isEqualTo(whole).isEqualTo(right.plus(left));
    assertThat(left.rows()).isEqualTo(first);
  }
}
