package com.nextgen.ml.service.inference.onnx;

import com.nextgen.ml.service.inference.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a model file says of itself, before any schema is known.
 *
 * @param inputs as the file declares them; an empty shape is an unknown one
 * @param outputs as the file declares them; a sequence of maps has the datatype {@code SEQUENCE}
 * @param metadata the file's own texts by name
 */
public record OnnxDescription(
    List<TensorSpec> inputs, List<TensorSpec> outputs, Map<String, String> metadata) {
  /** What to do where each class has an output of its own. */
  public static final String ONE_OUTPUT_OF_SCORES =
      "; convert it to one output of scores (skl2onnx: options={'zipmap': False}), or take its labels alone with --score none";

  private static final Set<String> REALS = Set.of("FP32", "FP64");

  public OnnxDescription {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    metadata = Map.copyOf(metadata);
  }

  /** Returns the names of the outputs that are one real number a row. */
  public List<String> columns() {
    return outputs.stream()
        .filter(output -> REALS.contains(output.datatype()) && isColumn(output.shape()))
        .map(TensorSpec::name)
        .toList();
  }

  private static boolean isColumn(List<Long> shape) {
    return shape.size() == 1 || (shape.size() == 2 && shape.get(1) == 1);
  }
}
