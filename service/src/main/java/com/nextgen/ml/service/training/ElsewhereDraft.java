package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreMeaning;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.csv.ColumnContents;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.suggest.UnknownName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the schema of a model that is served elsewhere, from what the columns of its training rows
 * and of its predictions hold.
 */
public record ElsewhereDraft(
    CsvFormat format, Consumer<String> warnings, CaptureProgress progress) {
  /** Whole numbers that are more than this are values, not classes. */
  private static final int MAX_NUMBERED_CLASSES = 100;

  /**
   * Makes the schema; what its scores mean is found later, from the rows.
   *
   * @param predicted the columns of predictions, if there are any
   * @param training the rows the model was fitted on
   * @param outputs the file that has the predictions
   * @throws ModelLoadException if the request does not fit the columns, or these do not tell
   * @throws CsvException if a file cannot be read; the message names it
   */
  public ModelSchema of(
      SchemaRequest request, PredictionColumns predicted, Path training, Path outputs)
      throws ModelLoadException, CsvException {
    String said = predicted.prediction();
    ColumnContents saidOf = said == null ? null : read(outputs, List.of(said)).of(said);
    TrainingColumns columns = read(training, request.columns(request.features()));
    List<Feature> features = new ArrayList<>();
    for (String name : request.features()) {
      Feature feature = feature(name, columns.of(name));
      columns.warnOfMissing(feature, warnings);
      features.add(feature);
    }
    try {
      Task task = request.task();
      if (task == null) {
        String target = Objects.requireNonNull(request.target());
        task = task(target, columns.of(target), said, saidOf);
      }
      ClassNames classes = classes(request, task, columns, said, saidOf);
      ModelSchema schema = DraftedSchema.of(request, task, classes, features, columns);
      return predicted.isNone() && task.isClassification()
          ? schema.withScoring(new ScoreMeaning(request.score(), request.threshold()))
          : schema;
    } catch (IllegalArgumentException e) {
      throw new ModelLoadException(String.valueOf(e.getMessage()), e);
    } catch (CsvException e) {
      throw new CsvException(training + ": " + e.getMessage(), e);
    }
  }

  /**
   * Returns the schema the model has already, if the request says nothing else.
   *
   * @throws ModelLoadException if it does
   */
  public ModelSchema checked(ModelSchema present, SchemaRequest request) throws ModelLoadException {
    List<String> names = present.features().stream().map(Feature::name).toList();
    PresentSchema.check(
        request.features().isEmpty()
            || new HashSet<>(names).equals(new HashSet<>(request.features())),
        "features",
        UnknownName.listed(names),
        UnknownName.listed(request.features()));
    PresentSchema.check(present, request);
    return present;
  }

  private TrainingColumns read(Path file, List<String> columns) throws CsvException {
    try (CsvFile csv = CsvFile.open(file, format)) {
      return TrainingColumns.read(csv, columns, format, progress);
    } catch (CsvException e) {
      throw new CsvException(file + ": " + e.getMessage(), e);
    }
  }

  private static Feature feature(String name, ColumnContents contents) {
    return contents.holdsBooleans()
        ? Feature.bool(name)
        : contents.holdsNumbers() ? Feature.numeric(name) : Feature.categorical(name);
  }

  /** By the truth; whole numbers may be classes or values, which the predictions tell. */
  private static Task task(
      String target, ColumnContents truth, @Nullable String said, @Nullable ColumnContents saidOf)
      throws ModelLoadException {
    int different = truth.different().size();
    if (!truth.holdsNumbers()) {
      return different == 2 ? Task.BINARY_CLASSIFICATION : Task.MULTICLASS_CLASSIFICATION;
    }
    if (truth.hasFractions() || different > MAX_NUMBERED_CLASSES) {
      return Task.REGRESSION;
    }
    boolean fractions = saidOf != null && saidOf.holdsNumbers() && saidOf.hasFractions();
    if (different == 2 && fractions) {
      throw new ModelLoadException(
          "column '%s' has two values and column '%s' holds numbers with fractions, no classes: if they are scores, say --score-column %s, else --task regression"
              .formatted(Messages.quoted(target), Messages.quoted(String.valueOf(said)), said));
    }
    if (different == 2) {
      return Task.BINARY_CLASSIFICATION;
    }
    if (saidOf == null) {
      throw new ModelLoadException(
          "column '%s' holds %d different whole numbers, which may be classes or values: say --task multiclass-classification or --task regression"
              .formatted(Messages.quoted(target), different));
    }
    return saidOf.holdsNumbers() && !categories(truth).containsAll(categories(saidOf))
        ? Task.REGRESSION
        : Task.MULTICLASS_CLASSIFICATION;
  }

  private static Set<String> categories(ColumnContents contents) {
    return contents.different().stream().map(CsvFormat::category).collect(Collectors.toSet());
  }

  private static ClassNames classes(
      SchemaRequest request,
      Task task,
      TrainingColumns columns,
      @Nullable String said,
      @Nullable ColumnContents saidOf)
      throws ModelLoadException, CsvException {
    if (!task.isClassification()) {
      return new ClassNames(List.of(), Map.of());
    }
    String target = request.target();
    if (target != null) {
      return ClassNames.of(target, columns.of(target)).inOrder(request.classes());
    }
    if (said == null || saidOf == null) {
      throw new ModelLoadException(
          "the task is %s: --prediction-column is needed, whose values are the model's labels"
              .formatted(task.code()));
    }
    return ClassNames.of(said, saidOf, 1);
  }
}
