package com.nextgen.ml.monitoring.attribution.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.schema.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values are those of shap for trees that scikit-learn and LightGBM fitted. */
class ShapFixtureTest {
  static Stream<JsonNode> cases() {
    try (InputStream file = ShapFixtureTest.class.getResourceAsStream("shap.json")) {
      return StreamSupport.stream(new ObjectMapper().readTree(file).spliterator(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valuesAreShapsWithinAMillionthOfTheOutputsRange(JsonNode item) {
    double[][] background = matrix(item.get("background"));
    double[][] rows = matrix(item.get("rows"));
    TreeGame game = game(item, background[0].length);
    TreeExplainer explainer = new TreeExplainer(game, RandomEnsembles.count(game, background));
    double[][] values = explainer.explain(rows);
    int n = game.playerCount();
    for (int output = 0; output < game.ensemble().outputs(); output++) {
      int o = output;
      double[] outputs =
          Arrays.stream(background)
              .mapToDouble(row -> game.ensemble().evaluate(row, Precision.FLOAT64).get(o))
              .toArray();
      double range =
          Arrays.stream(outputs).max().orElseThrow() - Arrays.stream(outputs).min().orElseThrow();
      Offset<Double> millionth = Offset.offset(1e-6 * range);
      assertThat(explainer.base().get(output))
          .isCloseTo(item.get("expected").get(output).asDouble(), millionth);
      for (int row = 0; row < rows.length; row++) {
        for (int feature = 0; feature < n; feature++) {
          assertThat(values[row][output * n + feature])
              .isCloseTo(
                  item.get("values").get(row).get(output).get(feature).asDouble(), millionth);
        }
        double sum = Arrays.stream(values[row], output * n, (output + 1) * n).sum();
        assertThat(explainer.base().get(output) + sum)
            .isCloseTo(
                game.ensemble().evaluate(rows[row], Precision.FLOAT64).get(output), millionth);
      }
    }
  }

  private static TreeGame game(JsonNode item, int columns) {
    List<Double> base = new ArrayList<>();
    item.get("base").forEach(value -> base.add(value.asDouble()));
    List<Tree> trees = new ArrayList<>();
    for (JsonNode tree : item.get("trees")) {
      List<TreeNode> nodes = new ArrayList<>();
      for (JsonNode node : tree) {
        nodes.add(node.size() == 4 ? branch(node) : leaf(node));
      }
      trees.add(new Tree(nodes));
    }
    return TreeGame.ofColumns(new TreeEnsemble(trees, columns, Aggregate.SUM, base));
  }

  private static TreeNode branch(JsonNode node) {
    return new TreeNode.Branch(
        node.get(0).asInt(),
        Condition.compare(BranchMode.LEQ, node.get(1).asDouble(), false),
        node.get(2).asInt(),
        node.get(3).asInt());
  }

  private static TreeNode leaf(JsonNode node) {
    List<TreeNode.Weight> weights = new ArrayList<>();
    for (JsonNode value : node) {
      weights.add(new TreeNode.Weight(weights.size(), value.asDouble()));
    }
    return new TreeNode.Leaf(weights);
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
