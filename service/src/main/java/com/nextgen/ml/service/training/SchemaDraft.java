package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreMeaning;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.csv.ColumnContents;
import com.nextgen.ml.service.csv.ColumnNames;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.TensorSpec;
import com.nextgen.ml.service.inference.onnx.OnnxDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes the schema of a model that has none, from what its file says of itself and what the columns
 * of its training rows hold.
 */
public record SchemaDraft(
    OnnxDescription onnx, CsvFormat format, Consumer<String> warnings, CaptureProgress progress) {
  /** Groups that are numbers without bands may not be more than this. */
  private static final int MAX_GROUPS = 50;

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
      Map<String, ColumnContents> contents = contents(csv, columns(request, names, csv.columns()));
      boolean matrix = FeatureNames.isMatrix(onnx, candidates(request, csv));
      List<Feature> features = new ArrayList<>();
      for (Map.Entry<String, String> input : inputs.entrySet()) {
        String datatype = datatype(input.getValue(), matrix);
        ColumnContents column = seen(contents, input.getKey());
        Feature feature = feature(input.getKey(), datatype, column).withInput(input.getValue());
        warnOfMissing(feature, column);
        features.add(feature);
      }
      return schema(request, features, contents);
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
      check(sameOrder, "features", FeatureNames.listed(names), FeatureNames.listed(found));
    }
    check(
        Objects.equals(request.target(), present.target()),
        "target",
        present.target(),
        request.target());
    check(
        request.task() == null || request.task() == present.task(),
        "task",
        present.task().code(),
        String.valueOf(request.task()));
    String positive = request.positiveClass();
    check(
        positive == null || present.classIndex(positive).orElse(-1) == present.positiveIndex(),
        "positive-class",
        present.positiveClass(),
        positive);
    check(
        request.classes().isEmpty() || request.classes().equals(present.classes()),
        "classes",
        FeatureNames.listed(present.classes()),
        FeatureNames.listed(request.classes()));
    check(
        request.score() == null || request.score() == present.scoreKind(),
        "score",
        present.scoreKind().code(),
        request.score() == null ? null : request.score().code());
    check(
        request.threshold() == null || request.threshold() == present.threshold(),
        "threshold",
        Double.toString(present.threshold()),
        String.valueOf(request.threshold()));
    for (String group : request.groups()) {
      List<String> attributes = present.groups().stream().map(GroupAttribute::attribute).toList();
      check(attributes.contains(group), "groups", FeatureNames.listed(attributes), group);
    }
    return present;
  }

  /** A category that elsewhere stands for no value may be meant either way. */
  private void warnOfMissing(Feature feature, ColumnContents contents) {
    if (feature.type() == FeatureType.CATEGORICAL) {
      contents
          .spelledMissing()
          .forEach(
              (text, rows) ->
                  warnings.accept(
                      "'%s' is a category of feature '%s' here, in %,d rows; if it means that there is no value, say --missing %s"
                          .formatted(text, Messages.quoted(feature.name()), rows, text)));
    }
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

  private static void check(
      boolean agree, String key, @Nullable String said, @Nullable String asked)
      throws ModelLoadException {
    if (!agree) {
      throw new ModelLoadException(
          "the model.yaml that the model has says %s: %s, not %s; change it there first, or register under another name"
              .formatted(key, said, asked));
    }
  }

  private static List<String> columns(
      SchemaRequest request, List<String> features, List<String> header) throws CsvException {
    List<String> wanted = new ArrayList<>(features);
    if (request.target() != null) {
      wanted.add(request.target());
    }
    wanted.addAll(request.groups());
    List<String> absent = wanted.stream().filter(name -> !header.contains(name)).toList();
    if (!absent.isEmpty()) {
      throw new CsvException(ColumnNames.absent(absent, header));
    }
    return wanted;
  }

  private Map<String, ColumnContents> contents(CsvFile csv, List<String> columns)
      throws CsvException {
    Map<String, ColumnContents> contents = new LinkedHashMap<>();
    Map<Integer, ColumnContents> places = new HashMap<>();
    for (String column : columns) {
      places.put(
          csv.column(column), contents.computeIfAbsent(column, name -> new ColumnContents()));
    }
    progress.begin("training rows looked at");
    long rows = 0;
    for (CsvRow row = csv.next(); row != null; row = csv.next()) {
      for (Map.Entry<Integer, ColumnContents> place : places.entrySet()) {
        place.getValue().add(row.values().get(place.getKey()), format);
      }
      progress.at(++rows, csv.size() == 0 ? 1 : (double) csv.bytesRead() / csv.size());
    }
    progress.end(rows);
    if (rows == 0) {
      throw new CsvException("the file has no rows");
    }
    return contents;
  }

  private static ColumnContents seen(Map<String, ColumnContents> contents, String column) {
    return Objects.requireNonNull(contents.get(column));
  }

  private String datatype(String name, boolean matrix) {
    return onnx.inputs().stream()
        .filter(input -> matrix || input.name().equals(name))
        .findFirst()
        .orElseThrow()
        .datatype();
  }

  private static Feature feature(String name, String datatype, ColumnContents contents)
      throws ModelLoadException {
    if (datatype.equals("BYTES")) {
      return Feature.categorical(name);
    }
    if (datatype.equals("BOOL") || contents.holdsBooleans()) {
      return Feature.bool(name);
    }
    if (!contents.holdsNumbers()) {
      throw new ModelLoadException(
          "the model takes numbers for feature '%s', its column holds texts such as '%s'; if these are categories, write a model.yaml that gives their codes (docs/model-yaml.md) into the model's directory of the registry first"
              .formatted(name, contents.firstText()));
    }
    return Feature.numeric(name);
  }

  private ModelSchema schema(
      SchemaRequest request, List<Feature> features, Map<String, ColumnContents> contents)
      throws ModelLoadException, CsvException {
    String target = request.target();
    ColumnContents truth = target == null ? new ColumnContents() : seen(contents, target);
    Task task = request.task();
    if (task == null) {
      task = TaskFinder.of(onnx, Objects.requireNonNull(target), truth);
    }
    ClassNames classes = new ClassNames(List.of(), Map.of());
    @Nullable String positive = null;
    if (task.isClassification() && target != null) {
      classes = ClassNames.of(target, truth).inOrder(request.classes());
      TaskFinder.checkScores(onnx, target, classes.names().size());
    } else if (task.isClassification()) {
      // Until the model has named what it says.
      classes = new ClassNames(List.of("0"), Map.of());
    } else if (!request.classes().isEmpty()) {
      throw new ModelLoadException("--classes is for classes, and the task is " + task.code());
    }
    if (task == Task.BINARY_CLASSIFICATION && classes.names().size() == 2) {
      positive = classes.positive(request.positiveClass());
    } else if (request.positiveClass() != null) {
      throw new ModelLoadException("--positive-class is for two classes");
    }
    return new ModelSchema(
        request.model(),
        "",
        task,
        features,
        target,
        classes.names(),
        positive,
        classes.spellings(),
        ScoreMeaning.UNSAID,
        groups(request.groups(), contents),
        List.of(),
        MonitoringPolicy.DEFAULT);
  }

  private static List<GroupAttribute> groups(
      List<String> names, Map<String, ColumnContents> contents) throws CsvException {
    List<GroupAttribute> groups = new ArrayList<>();
    for (String name : names) {
      ColumnContents column = seen(contents, name);
      if (column.holdsNumbers() && column.different().size() > MAX_GROUPS) {
        throw new CsvException(
            "column '%s' holds more than %d different numbers: groups of numbers need bands, which only a model.yaml can give (docs/model-yaml.md)"
                .formatted(name, MAX_GROUPS));
      }
      groups.add(new GroupAttribute(name, null, null, List.of()));
    }
    return groups;
  }
}
