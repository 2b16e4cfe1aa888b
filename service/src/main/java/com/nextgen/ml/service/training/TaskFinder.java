package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.csv.ColumnContents;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.TensorSpec;
import com.nextgen.ml.service.inference.onnx.OnnxDescription;
import java.util.List;
import java.util.Set;

/** Finds what a model predicts, from its outputs and from what the target's column holds. */
final class TaskFinder {
  private static final Set<String> REALS = Set.of("FP32", "FP64");
  private static final Set<String> LABELS = Set.of("INT64", "INT32", "BYTES", "BOOL");

  /** Whole numbers that are more than this are values, not classes. */
  private static final int MAX_NUMBERED_CLASSES = 100;

  private TaskFinder() {}

  /**
   * Finds the task: classification where the model gives labels or several scores a row, and where
   * it gives one number a row and the target has two values.
   *
   * @throws ModelLoadException if outputs and target do not fit
   */
  static Task of(OnnxDescription onnx, String target, ColumnContents truth)
      throws ModelLoadException {
    int different = truth.different().size();
    boolean values =
        truth.holdsNumbers() && (truth.hasFractions() || different > MAX_NUMBERED_CLASSES);
    if (!values && (isClassifier(onnx.outputs()) || different == 2)) {
      return different == 2 ? Task.BINARY_CLASSIFICATION : Task.MULTICLASS_CLASSIFICATION;
    }
    if (!truth.holdsNumbers()) {
      throw new ModelLoadException(
          "the model gives one number a row, column '%s' holds texts such as '%s'"
              .formatted(target, truth.firstText()));
    }
    if (hasSeveralScores(onnx.outputs())) {
      throw new ModelLoadException(
          "the model gives several scores a row, column '%s' holds numbers that are no classes"
              .formatted(target));
    }
    return Task.REGRESSION;
  }

  /**
   * Checks that the model gives as many scores a row as there are classes.
   *
   * @throws ModelLoadException if it says another number
   */
  static void checkScores(OnnxDescription onnx, String target, int classes)
      throws ModelLoadException {
    for (TensorSpec output : onnx.outputs()) {
      long width = width(output);
      if (REALS.contains(output.datatype()) && width > 1 && width != classes) {
        throw new ModelLoadException(
            "the model's output '%s' has %d scores a row, column '%s' names %d classes"
                .formatted(output.name(), width, target, classes));
      }
    }
  }

  private static boolean isClassifier(List<TensorSpec> outputs) {
    return hasSeveralScores(outputs)
        || outputs.stream().anyMatch(output -> LABELS.contains(output.datatype()));
  }

  private static boolean hasSeveralScores(List<TensorSpec> outputs) {
    return outputs.stream()
        .anyMatch(
            output ->
                output.datatype().equals("SEQUENCE")
                    || (REALS.contains(output.datatype()) && width(output) > 1));
  }

  private static long width(TensorSpec output) {
    return output.shape().size() == 2 ? output.shape().get(1) : 1;
  }
}
