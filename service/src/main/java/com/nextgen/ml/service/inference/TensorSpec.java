package com.nextgen.ml.service.inference;

import java.util.List;

/**
 * An input or output of a model as it presents itself.
 *
 * @param datatype as the Open Inference Protocol spells it: FP32, FP64, INT64, INT32, BOOL, BYTES
 * @param shape the sizes, -1 where any is taken
 */
public record TensorSpec(String name, String datatype, List<Long> shape) {
  public TensorSpec {
    shape = List.copyOf(shape);
  }
}
