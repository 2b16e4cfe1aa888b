package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.csv.ColumnContents;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.OtherDecimalMark;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.TensorSpec;
import com.nextgen.ml.service.inference.onnx.OnnxDescription;
import com.nextgen.ml.service.suggest.UnknownName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes the schema of a model that has none, from what its file says of itself and what the columns
 * of its training rows hold.
 */
public record SchemaDraft(
    OnnxDescription onnx, CsvFormat format, Consumer<String> warnings, CaptureProgress progress) {
  /**
   * Makes the schema.
   *
   * @param training the rows the model was fitted on
   * @throws ModelLoadException if the model does not fit the columns
   * @throws CsvException if the file cannot be read, or its columns do not fit the model
   */
  public ModelSchema of(SchemaRequest request, Path training)
      throws ModelLoadException, CsvException {
    try (CsvFile csv = CsvFile.open(training, format)) {
      Map<String, String> inputs =
          FeatureNames.of(onnx, request.features(), candidates(request, csv));
      List<String> names = List.copyOf(inputs.keySet());
      if (request.target() != null && names.contains(request.target())) {
        throw new ModelLoadException(
            "the target '" + request.target() + "' is among the model's features");
      }
      TrainingColumns columns = TrainingColumns.read(csv, request.columns(names), format, progress);
      boolean matrix = FeatureNames.isMatrix(onnx, candidates(request, csv));
      List<Feature> features = new ArrayList<>();
      for (Map.Entry<String, String> input : inputs.entrySet()) {
        String column = input.getKey();
        String datatype = datatype(input.getValue(), matrix);
        Feature feature =
            feature(column, datatype, columns.of(column), format).withInput(input.getValue());
        columns.warnOfMissing(feature, warnings);
        features.add(feature);
      }
      return schema(request, features, columns);
    } catch (IllegalArgumentException e) {
      throw new ModelLoadException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Returns the schema a model has already, if it fits a new version's file.
   *
   * @param present with its features in the order of the tensor of the versions before
   * @throws ModelLoadException if it does not fit, or the request says other than it
   * @throws CsvException if the file of training rows cannot be read
   */
  public ModelSchema checked(ModelSchema present, SchemaRequest request, Path training)
      throws ModelLoadException, CsvException {
    List<String> names = present.features().stream().map(Feature::name).toList();
    if (!request.features().isEmpty() || !hasInputsOf(present)) {
      Map<String, String> inputs;
      try (CsvFile csv = CsvFile.open(training, format)) {
        List<String> columns = candidates(request, csv);
        boolean unnamed =
            request.features().isEmpty() && onnx.metadata().get(FeatureNames.METADATA) == null;
        inputs =
            FeatureNames.of(
                onnx,
                unnamed && FeatureNames.isMatrix(onnx, columns) ? names : request.features(),
                columns);
      }
      List<String> found = List.copyOf(inputs.keySet());
      boolean sameOrder =
          onnx.inputs().size() > 1
              ? new HashSet<>(found).equals(new HashSet<>(names))
              : found.equals(names);
      PresentSchema.check(
          sameOrder, "features", UnknownName.listed(names), UnknownName.listed(found));
    }
    PresentSchema.check(present, request);
    return present;
  }

  /** The columns that features can be. */
  private static List<String> candidates(SchemaRequest request, CsvFile csv) {
    return csv.columns().stream()
        .filter(column -> !column.isBlank() && !column.equals(request.target()))
        .toList();
  }

  /** Whether the model has an input for each feature, under the name that the schema gives it. */
  private boolean hasInputsOf(ModelSchema schema) {
    Set<String> needed = new HashSet<>(schema.features().stream().map(Feature::inputName).toList());
    return needed.size() > 1
        && needed.equals(new HashSet<>(onnx.inputs().stream().map(TensorSpec::name).toList()));
  }

  private String datatype(String name, boolean matrix) {
    return onnx.inputs().stream()
        .filter(input -> matrix || input.name().equals(name))
        .findFirst()
        .orElseThrow()
        .datatype();
  }

  private static Feature feature(
      String name, String datatype, ColumnContents contents, CsvFormat format)
      throws ModelLoadException {
    if (datatype.equals("BYTES")) {
      return Feature.categorical(name);
    }
    if (datatype.equals("BOOL") || contents.holdsBooleans()) {
      return Feature.bool(name);
    }
    String text = contents.firstText();
    if (text != null) {
      String then =
          OtherDecimalMark.fits(text, format)
              ? "if these are numbers, say " + OtherDecimalMark.option(format)
              : "if these are categories, write a model.yaml that gives their codes (docs/model-yaml.md) into the model's directory of the registry first";
      throw new ModelLoadException(
          "the model takes numbers for feature '%s', its column holds texts such as '%s'; %s"
              .formatted(name, text, then));
    }
    return Feature.numeric(name);
  }

  private ModelSchema schema(SchemaRequest request, List<Feature> features, TrainingColumns columns)
      throws ModelLoadException, CsvException {
    String target = request.target();
    ColumnContents truth = columns.truth(target);
    Task task = request.task();
    if (task == null) {
      task = TaskFinder.of(onnx, Objects.requireNonNull(target), truth);
    }
    ClassNames classes = new ClassNames(List.of(), Map.of());
    if (task.isClassification() && target != null) {
      classes = ClassNames.of(target, truth).inOrder(request.classes());
      TaskFinder.checkScores(onnx, target, classes.names().size());
    } else if (task.isClassification()) {
      // Until the model has named what it says.
      classes = new ClassNames(List.of("0"), Map.of());
    }
    return DraftedSchema.of(request, task, classes, features, columns);
  }
}
