package com.nextgen.ml.service.inference.onnx;

import com.nextgen.ml.service.inference.TensorSpec;
import java.util.List;
import java.util.Map;

/**
 * What a model file says of itself, before any schema is known.
 *
 * @param inputs as the file declares them; an empty shape is an unknown one
 * @param outputs as the file declares them; a sequence of maps has the datatype {@code SEQUENCE}
 * @param metadata the file's own texts by name
 */
public record OnnxDescription(
    List<TensorSpec> inputs, List<TensorSpec> outputs, Map<String, String> metadata) {
  public OnnxDescription {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    metadata = Map.copyOf(metadata);
  }
}
