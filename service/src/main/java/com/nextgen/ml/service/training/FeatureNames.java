package com.nextgen.ml.service.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.TensorSpec;
import com.nextgen.ml.service.inference.onnx.OnnxDescription;
import com.nextgen.ml.service.suggest.UnknownName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names of a model's features in the order of its tensors. The order of a file's columns is
 * never taken for that of a matrix.
 */
public final class FeatureNames {
  /** Where a model file names the columns of its matrix: a JSON array, or separated by commas. */
  static final String METADATA = "feature_names";

  private FeatureNames() {}

  /**
   * Finds the names.
   *
   * @param said by a person; empty if nothing was said
   * @param columns of the file of training rows that can be features
   * @return for each name that of the model's input, which is the same for a matrix
   * @throws ModelLoadException if they are not known, or do not fit the model
   */
  static Map<String, String> of(OnnxDescription onnx, List<String> said, List<String> columns)
      throws ModelLoadException {
    return isMatrix(onnx, columns)
        ? same(ofMatrix(onnx.inputs().get(0), onnx.metadata().get(METADATA), said))
        : ofInputs(onnx.inputs(), said, columns);
  }

  /** Whether one tensor takes all features: it has several columns, or its name is no column's. */
  static boolean isMatrix(OnnxDescription onnx, List<String> columns) {
    if (onnx.inputs().size() != 1) {
      return false;
    }
    TensorSpec input = onnx.inputs().get(0);
    boolean several = input.shape().size() == 2 && input.shape().get(1) > 1;
    String identifier = RenamedInputs.identifier(input.name());
    return several || columns.stream().map(RenamedInputs::identifier).noneMatch(identifier::equals);
  }

  private static Map<String, String> ofInputs(
      List<TensorSpec> inputs, List<String> said, List<String> columns) throws ModelLoadException {
    List<String> names = inputs.stream().map(TensorSpec::name).toList();
    if (said.isEmpty()) {
      return RenamedInputs.find(names, columns);
    }
    Set<String> different = new TreeSet<>(said);
    if (said.size() == names.size() && different.size() == said.size()) {
      if (different.equals(new TreeSet<>(names))) {
        return same(said);
      }
      if (RenamedInputs.areInOrder(names, said)) {
        Map<String, String> inOrder = new LinkedHashMap<>();
        said.forEach(column -> inOrder.put(column, names.get(inOrder.size())));
        return inOrder;
      }
      Map<String, String> found = RenamedInputs.find(names, said);
      if (found.keySet().equals(different)) {
        Map<String, String> asSaid = new LinkedHashMap<>();
        said.forEach(column -> asSaid.put(column, Objects.requireNonNull(found.get(column))));
        return asSaid;
      }
    }
    throw new ModelLoadException(
        "--features names other columns than the model's inputs, which are "
            + UnknownName.listed(names));
  }

  private static Map<String, String> same(List<String> names) {
    Map<String, String> same = new LinkedHashMap<>();
    names.forEach(name -> same.put(name, name));
    return same;
  }

  private static List<String> ofMatrix(
      TensorSpec input, @Nullable String metadata, List<String> said) throws ModelLoadException {
    List<String> names = said.isEmpty() && metadata != null ? parsed(metadata) : said;
    long width = input.shape().size() == 2 ? input.shape().get(1) : -1;
    if (names.isEmpty()) {
      throw new ModelLoadException(
          "the model takes one matrix, input '%s'%s, and does not name its columns: name them with --features in the order of training, or with --features '*' if the file has that order"
              .formatted(input.name(), width > 0 ? " with " + width + " columns" : ""));
    }
    if (width > 0 && width != names.size()) {
      throw new ModelLoadException(
          "the model's input '%s' has %d columns, %s names %d: %s"
              .formatted(
                  input.name(),
                  width,
                  said.isEmpty() ? "its metadata" : "--features",
                  names.size(),
                  UnknownName.listed(names)));
    }
    return names;
  }

  private static List<String> parsed(String metadata) throws ModelLoadException {
    if (!metadata.strip().startsWith("[")) {
      return Arrays.stream(metadata.split(",", -1)).map(String::strip).toList();
    }
    try {
      return new ArrayList<>(List.of(new JsonMapper().readValue(metadata, String[].class)));
    } catch (JsonProcessingException | NullPointerException e) {
      throw new ModelLoadException(
          "the model's metadata '"
              + METADATA
              + "' is not a list of names: name the features with"
              + " --features",
          e);
    }
  }
}
