package com.nextgen.ml.service.inference.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the operators in front of a model do to columns. Each is followed only where every column it
 * gives depends on one feature, and computes in the type that ONNX Runtime computes in.
 */
final class ColumnOperators {
  /** More columns than this are not kept apart. */
  private static final int MAX_COLUMNS = 100_000;

  private ColumnOperators() {}

  static List<Column> cast(GraphNode node, List<Column> columns) throws UnreadableGraphException {
    int to = (int) node.number("to", 0);
    List<Column> cast = new ArrayList<>();
    for (Column column : columns) {
      cast.add(
          switch (to) {
            case GraphTensor.FLOAT, GraphTensor.DOUBLE -> column.then(to, value -> value);
            case GraphTensor.INT64, GraphTensor.INT32 -> column.then(to, value -> (long) value);
            case GraphTensor.BOOL -> column.then(to, value -> value == 0 ? 0 : 1);
            default -> throw new UnreadableGraphException("a cast to type " + to);
          });
    }
    return cast;
  }

  static List<Column> imputed(GraphNode node, List<Column> columns)
      throws UnreadableGraphException {
    boolean reals = node.has("imputed_value_floats");
    Numbers values =
        reals
            ? node.attribute("imputed_value_floats").floats()
            : node.numbers("imputed_value_int64s");
    double replaced =
        reals
            ? node.attribute("replaced_value_float").real()
            : node.number("replaced_value_int64", 0);
    List<Column> imputed = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      double value = one(values, i, columns.size(), "Imputer");
      imputed.add(
          columns
              .get(i)
              .then(
                  columns.get(i).type(),
                  x -> x == replaced || (Double.isNaN(x) && Double.isNaN(replaced)) ? value : x));
    }
    return imputed;
  }

  /** (x − offset) · scale, in floats whatever comes in. */
  static List<Column> scaled(GraphNode node, List<Column> columns) throws UnreadableGraphException {
    Numbers offsets = node.attribute("offset").floats();
    Numbers scales = node.attribute("scale").floats();
    List<Column> scaled = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      double offset = one(offsets, i, columns.size(), "Scaler");
      double scale = one(scales, i, columns.size(), "Scaler");
      scaled.add(columns.get(i).then(GraphTensor.FLOAT, x -> (float) ((float) x - offset) * scale));
    }
    return scaled;
  }

  static List<Column> binarized(GraphNode node, List<Column> columns)
      throws UnreadableGraphException {
    double threshold = node.attribute("threshold").real();
    List<Column> binarized = new ArrayList<>();
    for (Column column : columns) {
      binarized.add(column.then(column.type(), x -> x > threshold ? 1 : 0));
    }
    return binarized;
  }

  /** Columns with a constant, of each or of all. */
  static List<Column> arithmetic(
      GraphNode node, List<Column> columns, Numbers constant, boolean constantFirst)
      throws UnreadableGraphException {
    List<Column> results = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int type = columns.get(i).type();
      if (type != GraphTensor.FLOAT && type != GraphTensor.DOUBLE) {
        throw new UnreadableGraphException(node.operator() + " of integers");
      }
      double other = one(constant, i, columns.size(), node.operator());
      results.add(
          columns
              .get(i)
              .then(
                  type,
                  x ->
                      constantFirst
                          ? compute(node.operator(), other, x)
                          : compute(node.operator(), x, other)));
    }
    return results;
  }

  private static double compute(String operator, double left, double right) {
    return switch (operator) {
      case "Add" -> left + right;
      case "Sub" -> left - right;
      case "Mul" -> left * right;
      case "Div" -> left / right;
      default -> throw new IllegalArgumentException(operator);
    };
  }

  /** One column for each category of each column; 1 where the value is it. */
  static List<Column> oneHot(GraphNode node, List<Column> columns) throws UnreadableGraphException {
    List<String> texts = node.attribute("cats_strings").texts();
    Numbers numbers = node.numbers("cats_int64s");
    int categories = texts.isEmpty() ? numbers.size() : texts.size();
    if (node.number("zeros", 1) != 1 || (long) categories * columns.size() > MAX_COLUMNS) {
      throw new UnreadableGraphException("a OneHotEncoder that refuses values, or a very wide one");
    }
    List<Column> encoded = new ArrayList<>();
    for (Column column : columns) {
      for (int i = 0; i < categories; i++) {
        if (texts.isEmpty()) {
          double category = numbers.get(i);
          encoded.add(column.then(GraphTensor.FLOAT, x -> (long) x == category ? 1 : 0));
        } else {
          String category = texts.get(i);
          encoded.add(column.coded(GraphTensor.FLOAT, x -> x.equals(category) ? 1 : 0));
        }
      }
    }
    return encoded;
  }

  static List<Column> labels(GraphNode node, List<Column> columns) throws UnreadableGraphException {
    List<String> keys = node.attribute("keys_strings").texts();
    boolean real = node.has("values_floats");
    Numbers values =
        real ? node.attribute("values_floats").floats() : node.numbers("values_int64s");
    double otherwise =
        real
            ? (node.has("default_float") ? node.attribute("default_float").real() : -0.0)
            : node.number("default_int64", -1);
    if (keys.isEmpty() || keys.size() != values.size()) {
      throw new UnreadableGraphException("a LabelEncoder of other than texts to numbers");
    }
    Map<String, Double> codes = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      codes.putIfAbsent(keys.get(i), values.get(i));
    }
    List<Column> encoded = new ArrayList<>();
    for (Column column : columns) {
      encoded.add(
          column.coded(
              real ? GraphTensor.FLOAT : GraphTensor.INT64,
              text -> codes.getOrDefault(text, otherwise)));
    }
    return encoded;
  }

  static List<Column> chosen(List<Column> columns, Numbers indices)
      throws UnreadableGraphException {
    if (indices.size() > MAX_COLUMNS) {
      throw new UnreadableGraphException("more than " + MAX_COLUMNS + " columns");
    }
    List<Column> chosen = new ArrayList<>();
    for (int i = 0; i < indices.size(); i++) {
      chosen.add(columns.get(indices.index(i, columns.size(), "column")));
    }
    return chosen;
  }

  private static double one(Numbers values, int i, int columns, String operator)
      throws UnreadableGraphException {
    if (values.size() != 1 && values.size() != columns) {
      throw new UnreadableGraphException(
          operator + " has " + values.size() + " values for " + columns + " columns");
    }
    return values.get(values.size() == 1 ? 0 : i);
  }
}
