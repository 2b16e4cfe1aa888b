package com.nextgen.ml.service.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.service.inference.ModelLoadException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which feature goes where in a model's input tensors.
 *
 * @param tensors in the model's order
 * @param oneRow whether the model takes exactly one row a call
 */
record InputPlan(List<InputTensor> tensors, boolean oneRow) {
  private static final Set<OnnxJavaType> NUMBERS =
      Set.of(OnnxJavaType.FLOAT, OnnxJavaType.DOUBLE, OnnxJavaType.INT64, OnnxJavaType.INT32);

  /**
   * Holds a model's inputs against a schema.
   *
   * @throws ModelLoadException if they do not fit; the message names what is missing or too much
   */
  static InputPlan of(Collection<NodeInfo> inputs, ModelSchema schema) throws ModelLoadException {
    Map<String, InputCell> cells = cells(schema);
    List<InputTensor> tensors = new ArrayList<>();
    boolean oneRow = false;
    boolean matrix = inputs.size() == 1 && (cells.size() > 1 || !cells.containsKey(only(inputs)));
    if (!matrix) {
      checkNames(inputs, cells.keySet());
    }
    for (NodeInfo input : inputs) {
      TensorInfo info = tensor(input);
      List<InputCell> columns =
          matrix
              ? List.copyOf(cells.values())
              : List.of(java.util.Objects.requireNonNull(cells.get(input.getName())));
      checkShape(input.getName(), info.getShape(), columns.size());
      for (InputCell cell : columns) {
        checkType(input.getName(), info.type, cell);
      }
      oneRow |= info.getShape().length > 0 && info.getShape()[0] == 1;
      tensors.add(
          new InputTensor(
              input.getName(),
              info.type,
              columns.toArray(InputCell[]::new),
              info.getShape().length == 1));
    }
    return new InputPlan(List.copyOf(tensors), oneRow);
  }

  /** FLOAT32 if any number goes into a tensor of floats: the coarser type is right for both. */
  Precision precision() {
    boolean floats =
        tensors.stream()
            .anyMatch(
                tensor ->
                    tensor.type() == OnnxJavaType.FLOAT
                        && List.of(tensor.cells()).stream()
                            .anyMatch(cell -> cell.feature().isNumeric()));
    return floats ? Precision.FLOAT32 : Precision.FLOAT64;
  }

  private static Map<String, InputCell> cells(ModelSchema schema) {
    Map<String, InputCell> cells = new LinkedHashMap<>();
    int numbers = 0;
    int texts = 0;
    for (Feature feature : schema.features()) {
      int index = feature.isNumeric() ? numbers++ : texts++;
      cells.put(feature.inputName(), new InputCell(feature, index));
    }
    return cells;
  }

  private static String only(Collection<NodeInfo> inputs) {
    return inputs.iterator().next().getName();
  }

  private static TensorInfo tensor(NodeInfo input) throws ModelLoadException {
    if (input.getInfo() instanceof TensorInfo tensor) {
      return tensor;
    }
    throw new ModelLoadException("input '" + input.getName() + "' is not a tensor");
  }

  private static void checkNames(Collection<NodeInfo> inputs, Set<String> features)
      throws ModelLoadException {
    Set<String> unknown = new TreeSet<>();
    inputs.forEach(input -> unknown.add(input.getName()));
    Set<String> absent = new TreeSet<>(features);
    absent.removeAll(unknown);
    unknown.removeAll(features);
    if (unknown.isEmpty() && absent.isEmpty()) {
      return;
    }
    List<String> said = new ArrayList<>();
    if (!unknown.isEmpty()) {
      said.add("inputs that are no features: " + listed(unknown));
    }
    if (!absent.isEmpty()) {
      said.add("features that are no inputs: " + listed(absent));
    }
    throw new ModelLoadException(
        "the model's inputs do not fit the schema; " + String.join("; ", said));
  }

  private static String listed(Set<String> names) {
    String first = String.join(", ", names.stream().limit(10).toList());
    return names.size() <= 10 ? first : first + " and " + (names.size() - 10) + " more";
  }

  private static void checkShape(String name, long[] shape, int columns) throws ModelLoadException {
    if (shape.length > 2) {
      throw new ModelLoadException(
          "input '" + name + "' has " + shape.length + " dimensions; 1 or 2 can be served");
    }
    if (shape.length == 1 && columns > 1) {
      throw new ModelLoadException(
          "input '" + name + "' has 1 dimension; the schema has " + columns + " features");
    }
    if (shape.length == 2 && shape[1] != -1 && shape[1] != columns) {
      throw new ModelLoadException(
          "input '"
              + name
              + "' has "
              + shape[1]
              + " columns; "
              + (columns == 1
                  ? "an input of one feature has 1"
                  : "the schema has " + columns + " features"));
    }
    if (shape.length > 0 && shape[0] != -1 && shape[0] != 1) {
      throw new ModelLoadException(
          "input '"
              + name
              + "' takes exactly "
              + shape[0]
              + " rows a call; models of any number or of 1 can be served");
    }
  }

  private static void checkType(String name, OnnxJavaType type, InputCell cell)
      throws ModelLoadException {
    Feature feature = cell.feature();
    String what = feature.type().code() + " feature '" + feature.name() + "'";
    if (NUMBERS.contains(type)) {
      if (!cell.hasNumbers()) {
        throw new ModelLoadException(
            "input '" + name + "' takes numbers: " + what + " needs codes in the schema");
      }
    } else if (type == OnnxJavaType.STRING) {
      if (feature.isNumeric()) {
        throw new ModelLoadException("input '" + name + "' takes texts: " + what + " is none");
      }
    } else if (type == OnnxJavaType.BOOL) {
      if (feature.isNumeric() || !feature.codes().isEmpty() || !cell.hasNumbers()) {
        throw new ModelLoadException("input '" + name + "' takes booleans: " + what + " is none");
      }
    } else {
      throw new ModelLoadException(
          "input '"
              + name
              + "' is of type "
              + Tensors.datatype(type)
              + "; FP32, FP64, INT64, INT32, BOOL and BYTES can be served");
    }
  }
}
