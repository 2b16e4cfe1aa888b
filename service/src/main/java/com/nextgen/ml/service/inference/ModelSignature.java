package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.schema.Precision;
import java.util.List;

/**
 * A model's tensors.
 *
 * @param inputs one {@code [n, F]} tensor with the features in schema order, or one per feature
 * @param outputs those that predictions are read from, as callers of the Open Inference Protocol
 *     see them: for classification a label ({@code [n]}; INT64 where every class is spelled as an
 *     integer, else BYTES) and scores (FP32 or FP64, {@code [n, C]} in class order, also where the
 *     model gives a sequence of maps, or {@code [n]} or {@code [n, 1]} for the positive class),
 *     either of which may be absent; for regression one value ({@code [n]} or {@code [n, 1]})
 * @param precision what numeric values are rounded to before they are compared with edges: FLOAT32
 *     if any numeric feature goes into a tensor of floats
 */
public record ModelSignature(
    List<TensorSpec> inputs, List<TensorSpec> outputs, Precision precision) {
  public ModelSignature {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Returns whether all features go into one tensor. */
  public boolean isMatrix(int features) {
    return inputs.size() == 1 && (features > 1 || inputs.get(0).shape().size() == 2);
  }
}
