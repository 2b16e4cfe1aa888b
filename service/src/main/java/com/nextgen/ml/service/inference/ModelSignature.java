package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.schema.Precision;
import java.util.List;

/**
 * A model's tensors.
 *
 * @param inputs one {@code [n, F]} tensor with the features in schema order, or one per feature
 * @param outputs as callers of the Open Inference Protocol see them; a sequence of maps appears as
 *     {@code [n, C]} in class order
 * @param precision what numeric values are rounded to before they are compared with edges
 */
public record ModelSignature(
    List<TensorSpec> inputs, List<TensorSpec> outputs, Precision precision) {
  public ModelSignature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Whether all features go into one tensor. */
  public boolean isMatrix(int features) {
    return inputs.size() == 1 && (features > 1 || inputs.get(0).shape().size() == 2);
  }
}
