package com.nextgen.ml.service.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.inference.TensorSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * From which outputs a model's predictions are read.
 *
 * @param score the scores, or the value of a regression; null if the model gives none
 * @param label the label of a classification; null if the model gives none
 */
record OutputPlan(@Nullable NodeInfo score, @Nullable NodeInfo label) {
  private static final Set<OnnxJavaType> REALS = Set.of(OnnxJavaType.FLOAT, OnnxJavaType.DOUBLE);
  private static final Set<OnnxJavaType> VALUES =
      Set.of(OnnxJavaType.FLOAT, OnnxJavaType.DOUBLE, OnnxJavaType.INT64, OnnxJavaType.INT32);
  private static final Set<OnnxJavaType> LABELS =
      Set.of(OnnxJavaType.INT64, OnnxJavaType.INT32, OnnxJavaType.STRING, OnnxJavaType.BOOL);

  /**
   * Finds the outputs that fit a schema.
   *
   * @throws ModelLoadException if there is none, or more than one that could be meant
   */
  static OutputPlan of(Collection<NodeInfo> outputs, ModelSchema schema) throws ModelLoadException {
    if (!schema.task().isClassification()) {
      List<NodeInfo> values = those(outputs, node -> isColumn(node, VALUES));
      NodeInfo value = one(values, name -> name.equals(schema.target()), "value", "");
      if (value == null) {
        throw new ModelLoadException(
            "no output is a value: one number a row is needed; the outputs are " + names(outputs));
      }
      return new OutputPlan(value, null);
    }
    List<NodeInfo> labels = those(outputs, node -> isColumn(node, LABELS));
    NodeInfo score = schema.scoreKind() == ScoreKind.NONE ? null : score(outputs, schema);
    NodeInfo label =
        labels.size() > 1 && score != null && schema.scoreDecides()
            ? first(labels)
            : one(labels, named("label"), "label", "");
    if (label == null && !schema.task().hasTruth()) {
      throw new ModelLoadException(
          "no output is a label, which "
              + schema.task().code()
              + " needs; the outputs are "
              + names(outputs));
    }
    if (label == null && schema.scoreKind() == ScoreKind.NONE) {
      throw new ModelLoadException("score: none needs a label, and the model gives none");
    }
    if (score == null && label == null) {
      throw new ModelLoadException(
          "no output is a label or has "
              + schema.classes().size()
              + " scores a row; the outputs are "
              + names(outputs));
    }
    return new OutputPlan(score, label);
  }

  private static @Nullable NodeInfo score(Collection<NodeInfo> outputs, ModelSchema schema)
      throws ModelLoadException {
    List<NodeInfo> scores = those(outputs, node -> isScore(node, schema));
    return schema.task().hasTruth()
        ? one(scores, named("prob"), "scores", OnnxDescription.ONE_OUTPUT_OF_SCORES)
        : one(scores, named("score"), "scores", "");
  }

  private static Predicate<String> named(String part) {
    return name -> name.toLowerCase(Locale.ROOT).contains(part);
  }

  /** The outputs as callers see them; see {@link ModelSignature}. */
  List<TensorSpec> specs(ModelSchema schema) {
    List<TensorSpec> specs = new ArrayList<>();
    if (label != null) {
      boolean integers =
          label.getInfo() instanceof TensorInfo tensor
              && (tensor.type == OnnxJavaType.INT64 || tensor.type == OnnxJavaType.INT32)
              && schema.classes().stream().allMatch(name -> name.matches("-?\\d{1,18}"));
      specs.add(new TensorSpec(label.getName(), integers ? "INT64" : "BYTES", List.of(-1L)));
    }
    if (score != null) {
      boolean tensor = score.getInfo() instanceof TensorInfo;
      String type =
          score.getInfo() instanceof TensorInfo info ? Tensors.datatype(info.type) : "FP32";
      long width = schema.task().isClassification() ? schema.classes().size() : 1;
      List<Long> shape = tensor ? shape((TensorInfo) score.getInfo(), width) : List.of(-1L, width);
      specs.add(new TensorSpec(score.getName(), type, shape));
    }
    return specs;
  }

  private static List<Long> shape(TensorInfo info, long width) {
    return switch (info.getShape().length) {
      case 1 -> List.of(-1L);
      case 2 -> List.of(-1L, info.getShape()[1] == -1 ? width : info.getShape()[1]);
      default -> List.of(-1L, width);
    };
  }

  private static boolean isScore(NodeInfo node, ModelSchema schema) {
    if (node.getInfo() instanceof SequenceInfo sequence) {
      return sequence.isSequenceOfMaps() && REALS.contains(sequence.mapInfo.valueType);
    }
    if (!(node.getInfo() instanceof TensorInfo tensor) || !REALS.contains(tensor.type)) {
      return false;
    }
    long[] shape = tensor.getShape();
    boolean binary = schema.task() == Task.BINARY_CLASSIFICATION;
    if (!schema.task().hasTruth()) {
      return shape.length <= 2;
    }
    return switch (shape.length) {
      case 0 -> true;
      case 1 -> binary;
      case 2 -> shape[1] == -1 || shape[1] == schema.classes().size() || (binary && shape[1] == 1);
      default -> false;
    };
  }

  private static boolean isColumn(NodeInfo node, Set<OnnxJavaType> types) {
    return node.getInfo() instanceof TensorInfo tensor
        && types.contains(tensor.type)
        && (tensor.getShape().length < 2
            || (tensor.getShape().length == 2
                && (tensor.getShape()[1] == 1 || tensor.getShape()[1] == -1)));
  }

  private static List<NodeInfo> those(Collection<NodeInfo> outputs, Predicate<NodeInfo> fits) {
    return outputs.stream().filter(fits).toList();
  }

  private static NodeInfo first(List<NodeInfo> outputs) {
    return outputs.get(0);
  }

  /** The only one, or the only one of a telling name; null if there is none. */
  private static @Nullable NodeInfo one(
      List<NodeInfo> outputs, Predicate<String> telling, String what, String remedy)
      throws ModelLoadException {
    if (outputs.isEmpty()) {
      return null;
    }
    List<NodeInfo> told =
        outputs.size() == 1 ? outputs : those(outputs, node -> telling.test(node.getName()));
    if (told.size() != 1) {
      throw new ModelLoadException(
          "more than one output could be the " + what + ": " + names(outputs) + remedy);
    }
    return first(told);
  }

  private static String names(Collection<NodeInfo> outputs) {
    return String.join(", ", outputs.stream().map(NodeInfo::getName).limit(20).toList());
  }
}
