package com.nextgen.ml.service.inference.graph;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.inference.onnx.InputCell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows a graph from its inputs through what prepares columns to the model and to an output. */
final class GraphFollower {
  private final OnnxGraph graph;
  private final ModelSchema schema;
  private final Map<String, Table> tables = new HashMap<>();
  private final Map<String, ModelForm> models = new HashMap<>();

  /**
   * Columns inside the graph.
   *
   * @param joinable whether columns that follow one another also do in a longer table
   */
  private record Table(List<Column> columns, boolean joinable) {}

  GraphFollower(OnnxGraph graph, ModelSchema schema) {
    this.graph = graph;
    this.schema = schema;
  }

  ModelForm follow() throws UnreadableGraphException {
    readInputs();
    for (GraphNode node : graph.nodes()) {
      follow(node);
    }
    List<ModelForm> found =
        graph.outputs().stream().filter(models::containsKey).map(models::get).distinct().toList();
    if (found.size() != 1) {
      throw new UnreadableGraphException("no output is one sum of trees or of terms");
    }
    return found.get(0);
  }

  private void readInputs() throws UnreadableGraphException {
    List<InputCell> cells = new ArrayList<>();
    Map<String, Integer> byName = new HashMap<>();
    int numbers = 0;
    int texts = 0;
    for (Feature feature : schema.features()) {
      byName.put(feature.inputName(), cells.size());
      cells.add(new InputCell(feature, feature.isNumeric() ? numbers++ : texts++));
    }
    for (Map.Entry<String, Integer> input : graph.inputs().entrySet()) {
      List<Column> columns = new ArrayList<>();
      Integer only = byName.get(input.getKey());
      boolean matrix = graph.inputs().size() == 1 && (only == null || cells.size() > 1);
      for (int i = 0; i < cells.size(); i++) {
        if (matrix || (only != null && only == i)) {
          columns.add(column(cells.get(i), i, input.getValue()));
        }
      }
      if (columns.isEmpty()) {
        throw new UnreadableGraphException("an input that is no feature");
      }
      tables.put(input.getKey(), new Table(columns, true));
    }
  }

  private static Column column(InputCell cell, int feature, int type)
      throws UnreadableGraphException {
    if (type == GraphTensor.STRING) {
      Column.OfText text = (rows, row) -> cell.text(rows, row * rows.categoricalWidth());
      return new Column(feature, type, text);
    }
    if (!cell.hasNumbers()) {
      throw new UnreadableGraphException("a feature of texts where numbers are taken");
    }
    Column.OfNumber number =
        (rows, row) -> cell.number(rows, row * rows.numericWidth(), row * rows.categoricalWidth());
    return new Column(feature, GraphTensor.DOUBLE, number).then(type, x -> x);
  }

  private void follow(GraphNode node) throws UnreadableGraphException {
    if (node.operator().equals("Constant")) {
      GraphTensor tensor = node.attribute("value").tensor();
      if (tensor != null && !node.outputs().isEmpty()) {
        graph.constants().put(node.outputs().get(0), tensor);
      }
      return;
    }
    if (node.inputs().isEmpty() || node.outputs().isEmpty()) {
      return;
    }
    ModelForm model = model(node);
    if (model != null) {
      // The last output is that of scores; before it there may be one of labels.
      models.put(node.outputs().get(node.outputs().size() - 1), model);
      return;
    }
    Table table = table(node);
    if (table != null) {
      tables.put(node.outputs().get(0), table);
    }
  }

  private @Nullable ModelForm model(GraphNode node) throws UnreadableGraphException {
    ModelForm before = models.get(node.input(0));
    if (before != null) {
      return switch (node.operator()) {
        case "Identity", "ZipMap", "Cast", "Reshape", "Flatten", "Normalizer" -> before;
        default -> null;
      };
    }
    Table table = tables.get(node.input(0));
    return table == null || !ModelNodes.OPERATORS.contains(node.operator())
        ? null
        : new ModelNodes(node, schema, table.columns()).read();
  }

  /** What an operator makes of columns; null if it is not followed, or takes no columns. */
  private @Nullable Table table(GraphNode node) throws UnreadableGraphException {
    Table table = tables.get(node.input(0));
    if (node.operator().equals("Concat") || node.operator().equals("FeatureVectorizer")) {
      return joined(node);
    }
    if (table == null) {
      return graph.constants().containsKey(node.input(0)) ? arithmetic(node, 1) : null;
    }
    List<Column> columns = table.columns();
    return switch (node.operator()) {
      case "Identity", "Flatten" -> new Table(columns, true);
      case "Reshape" -> reshaped(node, columns);
      case "Cast" -> new Table(ColumnOperators.cast(node, columns), table.joinable());
      case "Imputer" -> new Table(ColumnOperators.imputed(node, columns), table.joinable());
      case "Scaler" -> new Table(ColumnOperators.scaled(node, columns), table.joinable());
      case "Binarizer" -> new Table(ColumnOperators.binarized(node, columns), table.joinable());
      case "LabelEncoder" -> new Table(ColumnOperators.labels(node, columns), table.joinable());
      case "OneHotEncoder" -> new Table(ColumnOperators.oneHot(node, columns), columns.size() == 1);
      case "Add", "Sub", "Mul", "Div" -> arithmetic(node, 0);
      case "Gather", "ArrayFeatureExtractor" ->
          new Table(ColumnOperators.chosen(columns, constant(node, 1)), true);
      default -> null;
    };
  }

  private Table joined(GraphNode node) throws UnreadableGraphException {
    List<Column> joined = new ArrayList<>();
    for (String input : node.inputs()) {
      Table table = tables.get(input);
      if (table == null || !table.joinable()) {
        throw new UnreadableGraphException("columns that are joined with something else");
      }
      joined.addAll(table.columns());
    }
    return new Table(joined, true);
  }

  /** Only into a table of all columns: another shape would mix rows. */
  private Table reshaped(GraphNode node, List<Column> columns) throws UnreadableGraphException {
    Numbers shape = constant(node, 1);
    boolean flat =
        shape.size() == 2
            && shape.get(0) <= 0
            && (shape.get(1) == columns.size() || (shape.get(0) == 0 && shape.get(1) == -1));
    if (!flat) {
      throw new UnreadableGraphException("columns that are given another shape");
    }
    return new Table(columns, true);
  }

  private @Nullable Table arithmetic(GraphNode node, int of) throws UnreadableGraphException {
    if (!List.of("Add", "Sub", "Mul", "Div").contains(node.operator())) {
      return null;
    }
    Table table = tables.get(node.input(of));
    if (table == null) {
      return null;
    }
    List<Column> results =
        ColumnOperators.arithmetic(node, table.columns(), constant(node, 1 - of), of == 1);
    return new Table(results, table.joinable());
  }

  private Numbers constant(GraphNode node, int input) throws UnreadableGraphException {
    GraphTensor tensor = graph.constants().get(node.input(input));
    if (tensor == null) {
      throw new UnreadableGraphException(node.operator() + " with what is no constant");
    }
    return tensor.values();
  }
}
