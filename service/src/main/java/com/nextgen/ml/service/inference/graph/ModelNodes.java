package com.nextgen.ml.service.inference.graph;

import com.nextgen.ml.monitoring.attribution.tree.TreeEnsemble;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the operators of ai.onnx.ml that are sums of trees or of terms. */
final class ModelNodes {
  static final Set<String> OPERATORS =
      Set.of(
          "TreeEnsembleRegressor",
          "TreeEnsembleClassifier",
          "TreeEnsemble",
          "LinearRegressor",
          "LinearClassifier");

  private static final List<String> LINKS_BY_NUMBER =
      List.of("NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO", "PROBIT");

  private final GraphNode node;
  private final ModelSchema schema;
  private final List<Column> columns;
  private final Precision precision;

  ModelNodes(GraphNode node, ModelSchema schema, List<Column> columns)
      throws UnreadableGraphException {
    this.node = node;
    this.schema = schema;
    this.precision =
        columns.stream().allMatch(column -> column.type() == GraphTensor.DOUBLE)
            ? Precision.FLOAT64
            : Precision.FLOAT32;
    this.columns = new ArrayList<>();
    for (Column column : columns) {
      int type = precision == Precision.FLOAT64 ? GraphTensor.DOUBLE : GraphTensor.FLOAT;
      this.columns.add(column.then(type, x -> x));
    }
  }

  ModelForm read() throws UnreadableGraphException {
    return switch (node.operator()) {
      case "TreeEnsembleRegressor" -> regressor();
      case "TreeEnsembleClassifier" -> classifier();
      case "TreeEnsemble" -> versionFive();
      case "LinearRegressor" -> linearRegressor();
      default -> linearClassifier();
    };
  }

  private ModelForm regressor() throws UnreadableGraphException {
    int targets = count(node.number("n_targets", 1));
    List<Double> base = base(node.reals("base_values"), targets);
    return trees(
        TreeAttributes.read(node, "target", columns.size(), base),
        Link.of(node.text("post_transform", "NONE")));
  }

  private ModelForm versionFive() throws UnreadableGraphException {
    long link = node.number("post_transform", 0);
    if (link < 0 || link >= LINKS_BY_NUMBER.size()) {
      throw new UnreadableGraphException("an unknown transform");
    }
    int targets = count(node.number("n_targets", 1));
    List<Double> base = Collections.nCopies(targets, 0.0);
    return trees(
        TreeAttributesV5.read(node, columns.size(), base),
        Link.of(LINKS_BY_NUMBER.get((int) link)));
  }

  private ModelForm classifier() throws UnreadableGraphException {
    int classes = classes();
    Numbers ids = node.numbers("class_ids");
    Set<Double> used = new HashSet<>();
    for (int i = 0; i < ids.size(); i++) {
      used.add(ids.get(i));
    }
    Numbers base = node.reals("base_values");
    // Of two classes of which leaves vote for one alone, the sum is that of the second.
    boolean one = classes == 2 && used.size() == 1;
    List<Double> bases =
        one ? List.of(base.size() == 0 ? 0.0 : base.get(base.size() - 1)) : base(base, classes);
    return trees(
        TreeAttributes.read(node, "class", columns.size(), bases),
        Link.of(node.text("post_transform", "NONE")));
  }

  private ModelForm trees(TreeEnsemble ensemble, Link link) throws UnreadableGraphException {
    return new ModelForm.Trees(
        new FeatureColumns(columns),
        ensemble,
        precision,
        link,
        explained(ensemble.outputs(), link));
  }

  private ModelForm linearRegressor() throws UnreadableGraphException {
    return linear(count(node.number("targets", 1)));
  }

  private ModelForm linearClassifier() throws UnreadableGraphException {
    int classes = classes();
    int rows = columns.isEmpty() ? 0 : node.reals("coefficients").size() / columns.size();
    return linear(classes == 2 && rows == 1 ? 1 : classes);
  }

  private ModelForm linear(int outputs) throws UnreadableGraphException {
    Numbers values = node.reals("coefficients");
    if (values.size() != (long) outputs * columns.size()) {
      throw new UnreadableGraphException("coefficients do not fit the columns");
    }
    List<List<Double>> coefficients = new ArrayList<>();
    for (int output = 0; output < outputs; output++) {
      List<Double> row = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        row.add(values.get(output * columns.size() + i));
      }
      coefficients.add(row);
    }
    Link link = Link.of(node.text("post_transform", "NONE"));
    return new ModelForm.Linear(
        new FeatureColumns(columns),
        coefficients,
        base(node.reals("intercepts"), outputs),
        link,
        explained(outputs, link));
  }

  private static int count(long number) throws UnreadableGraphException {
    if (number < 1 || number > ModelSchema.MAX_CLASSES) {
      throw new UnreadableGraphException("a model of " + number + " outputs");
    }
    return (int) number;
  }

  private int classes() throws UnreadableGraphException {
    List<String> texts = node.attribute("classlabels_strings").texts();
    Numbers numbers =
        node.has("classlabels_int64s")
            ? node.numbers("classlabels_int64s")
            : node.numbers("classlabels_ints");
    return count(texts.isEmpty() ? numbers.size() : texts.size());
  }

  private static List<Double> base(Numbers values, int outputs) throws UnreadableGraphException {
    if (values.size() == 0) {
      return Collections.nCopies(outputs, 0.0);
    }
    if (values.size() != outputs) {
      throw new UnreadableGraphException(
          values.size() + " base values for " + outputs + " outputs");
    }
    List<Double> base = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      base.add(values.get(i));
    }
    return base;
  }

  /** What is explained of so many sums. */
  private List<ModelForm.ExplainedSum> explained(int sums, Link link)
      throws UnreadableGraphException {
    Task task = schema.task();
    if ((task == Task.REGRESSION || task == Task.RANKING) && sums == 1) {
      return List.of(new ModelForm.ExplainedSum(List.of(1.0), null));
    }
    if (task == Task.BINARY_CLASSIFICATION && sums <= 2) {
      int positive = schema.positiveIndex();
      if (sums == 1 && positive == 0 && link == Link.NONE) {
        throw new UnreadableGraphException("one score, of the other class");
      }
      return List.of(
          new ModelForm.ExplainedSum(
              sums == 1 ? List.of(positive == 1 ? 1.0 : -1.0) : ofTwo(positive, link),
              schema.classes().get(positive)));
    }
    if (task == Task.MULTICLASS_CLASSIFICATION && sums == schema.classes().size()) {
      List<ModelForm.ExplainedSum> explained = new ArrayList<>();
      for (int i = 0; i < sums; i++) {
        explained.add(new ModelForm.ExplainedSum(unit(i, sums, 0), schema.classes().get(i)));
      }
      return explained;
    }
    throw new UnreadableGraphException(sums + " sums do not fit the task of the model");
  }

  /** A softmax of two is the logistic of their difference. */
  private static List<Double> ofTwo(int positive, Link link) {
    return unit(positive, 2, link == Link.SOFTMAX ? -1 : 0);
  }

  private static List<Double> unit(int place, int length, double others) {
    List<Double> unit = new ArrayList<>(Collections.nCopies(length, others));
    unit.set(place, 1.0);
    return unit;
  }
}
