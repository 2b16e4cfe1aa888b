package com.nextgen.ml.service.training.meaning;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.ScoreMeaning;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.loading.ModelOpener;
import com.nextgen.ml.service.inference.onnx.OnnxDescription;
import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.training.CaptureProgress;
import com.nextgen.ml.service.training.FeatureNames;
import com.nextgen.ml.service.training.SchemaRequest;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a model's outputs their meaning: the order of its classes and what its scores are, held
 * against the labels that its file gives and the truth of rows.
 */
public record OutputMeaning(ModelOpener opener, CsvFormat spellings, CaptureProgress progress) {

  /**
   * Returns the schema with its outputs' meaning.
   *
   * @param stored the file, and a schema with the classes of the target or a model's present one
   * @param present whether the model has this schema already: nothing of it is changed then
   * @param training the rows the model was fitted on
   * @param validation rows it was not fitted on; null if there are none
   * @throws ModelLoadException if the meaning is not known, or the rows contradict what was said
   */
  public ModelSchema of(
      StoredVersion stored,
      SchemaRequest request,
      boolean present,
      Path training,
      @Nullable Path validation)
      throws ModelLoadException, CsvException, InferenceException {
    ModelSchema draft = stored.schema();
    if (!draft.task().isClassification()) {
      if (request.score() != null || request.threshold() != null) {
        throw new ModelLoadException(
            "--score and --threshold are for classes, and the task is " + draft.task().code());
      }
      return present ? draft : draft.withScoring(new ScoreMeaning(ScoreKind.VALUE, null));
    }
    ScoreKind declared = present ? draft.scoreKind() : request.score();
    // The file itself is asked, whatever the schema says of its scores, unless they do not count.
    StoredVersion asked =
        stored.with(
            draft.withScoring(
                declared == ScoreKind.NONE
                    ? new ScoreMeaning(ScoreKind.NONE, null)
                    : ScoreMeaning.UNSAID));
    Evidence evidence = evidence(asked, training, validation);
    if (!draft.task().hasTruth()) {
      return present ? draft : unlabelled(draft, evidence);
    }
    if (declared == null && !evidence.hasScores()) {
      refuseColumns(stored);
    }
    boolean said = present || !request.classes().isEmpty();
    ModelSchema ordered = new ClassOrder(draft, evidence, said).found();
    if (present && !ordered.equals(draft)) {
      throw new ModelLoadException(
          "the model.yaml that the model has says classes: %s; by the labels in this file its scores are in the order %s"
              .formatted(
                  FeatureNames.listed(draft.classes()), FeatureNames.listed(ordered.classes())));
    }
    int[] labels = Labels.indexes(ordered, evidence);
    ScoreKind kind = new ScoreFinder(ordered, evidence, labels).found(declared);
    if (present) {
      return new RuleCheck(draft, evidence, labels).agreed().withScoring(draft.scoring());
    }
    if (request.threshold() == null
        || (kind != ScoreKind.NONE && draft.task() == Task.BINARY_CLASSIFICATION)) {
      return new RuleCheck(scored(ordered, kind, request.threshold()), evidence, labels).agreed();
    }
    throw new ModelLoadException("--threshold is for the score of two classes");
  }

  /** Of validation rows, unless they are too few or too much alike to tell anything. */
  private Evidence evidence(StoredVersion asked, Path training, @Nullable Path validation)
      throws ModelLoadException, CsvException, InferenceException {
    EvidencePass pass = new EvidencePass(opener, spellings, progress);
    if (validation != null) {
      Evidence evidence = pass.of(asked, validation, "validation rows");
      ModelSchema schema = asked.schema();
      if (!schema.task().hasTruth() || !evidence.tellsNoOrder(schema.classes().size())) {
        return evidence;
      }
    }
    return pass.of(asked, training, "training rows");
  }

  /** Refuses scores that are an output for each class, rather than leave them out in silence. */
  private void refuseColumns(StoredVersion stored) throws ModelLoadException {
    byte[] onnx = stored.onnx();
    if (onnx == null) {
      return;
    }
    List<String> columns = opener.describe(onnx, stored.sha256()).columns();
    if (columns.size() == stored.schema().classes().size()) {
      throw new ModelLoadException(
          "the scores are in an output for each class, which are not read: "
              + FeatureNames.listed(columns)
              + OnnxDescription.ONE_OUTPUT_OF_SCORES);
    }
  }

  private static ModelSchema scored(ModelSchema ordered, ScoreKind kind, @Nullable Double threshold)
      throws ModelLoadException {
    try {
      return ordered.withScoring(new ScoreMeaning(kind, threshold));
    } catch (IllegalArgumentException e) {
      throw new ModelLoadException("--threshold " + threshold + ": " + e.getMessage(), e);
    }
  }

  /** The names of what a detector or a clustering says, which no column of the rows holds. */
  private static ModelSchema unlabelled(ModelSchema draft, Evidence evidence)
      throws ModelLoadException {
    List<String> labels = evidence.labels();
    if (labels == null) {
      throw new ModelLoadException("the model gives no label");
    }
    int width = evidence.outputs().width();
    TreeSet<String> names = new TreeSet<>(labels);
    if (names.size() > ModelSchema.MAX_CLASSES) {
      throw new ModelLoadException(
          "the model gives more than %,d different labels".formatted(ModelSchema.MAX_CLASSES));
    }
    boolean numbers = evidence.outputs().labelsAreIntegers();
    if (draft.task() == Task.ANOMALY_DETECTION && List.of("-1", "1").containsAll(names)) {
      names.addAll(List.of("-1", "1"));
    }
    if (draft.task() == Task.CLUSTERING && numbers) {
      // A cluster that none of the rows is in has its column of distances all the same.
      IntStream.range(0, width > 1 ? width : 0).mapToObj(Integer::toString).forEach(names::add);
    }
    List<String> classes =
        names.stream()
            .sorted(numbers ? Comparator.comparing(BigInteger::new) : Comparator.naturalOrder())
            .toList();
    boolean scored = width == 1 || (width > 0 && width == classes.size());
    return draft
        .withClasses(classes)
        .withScoring(new ScoreMeaning(scored ? ScoreKind.VALUE : ScoreKind.NONE, null));
  }
}
