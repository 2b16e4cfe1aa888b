package com.nextgen.ml.service.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import com.nextgen.ml.service.inference.TensorSpec;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** How ONNX Runtime's types are called in the Open Inference Protocol. */
final class Tensors {
  /** The datatype of what is no tensor; the protocol has none. */
  static final String SEQUENCE = "SEQUENCE";

  private Tensors() {}

  static String datatype(OnnxJavaType type) {
    return switch (type) {
      case FLOAT -> "FP32";
      case DOUBLE -> "FP64";
      case STRING -> "BYTES";
      case FLOAT16 -> "FP16";
      case BFLOAT16 -> "BF16";
      default -> type.name();
    };
  }

  static List<TensorSpec> specs(Collection<NodeInfo> nodes) {
    return nodes.stream().map(Tensors::spec).toList();
  }

  private static TensorSpec spec(NodeInfo node) {
    if (node.getInfo() instanceof TensorInfo tensor) {
      return new TensorSpec(
          node.getName(), datatype(tensor.type), Arrays.stream(tensor.getShape()).boxed().toList());
    }
    if (node.getInfo() instanceof SequenceInfo sequence && sequence.isSequenceOfMaps()) {
      return new TensorSpec(node.getName(), SEQUENCE, List.of());
    }
    return new TensorSpec(node.getName(), "UNKNOWN", List.of());
  }
}
