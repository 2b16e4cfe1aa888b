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
import com.nextgen.ml.service.suggest.UnknownName;
import com.nextgen.ml.service.training.CaptureProgress;
import com.nextgen.ml.service.training.PredictionColumns;
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
 * against the labels that it gives and the truth of rows.
 */
public final class OutputMeaning {
  private final EvidenceSource source;
  private final @Nullable ModelOpener opener;

  private OutputMeaning(EvidenceSource source, @Nullable ModelOpener opener) {
    this.source = source;
    this.opener = opener;
  }

  /** Asks the model's file. */
  public static OutputMeaning ofFile(
      ModelOpener opener, CsvFormat format, CaptureProgress progress) {
    return new OutputMeaning(new EvidencePass(opener, format, progress), opener);
  }

  /** Takes from columns what a model said that is served elsewhere. */
  public static OutputMeaning ofColumns(
      PredictionColumns columns, CsvFormat format, CaptureProgress progress) {
    return new OutputMeaning(new ColumnEvidence(columns, format, progress), null);
  }

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
    Evidence evidence = evidence(asked(stored, declared), training, validation);
    if (!draft.task().hasTruth()) {
      return present ? draft : unlabelled(draft, evidence);
    }
    if (declared == null && !evidence.hasScores()) {
      refuseColumns(stored);
    }
    if (present) {
      return held(draft, evidence);
    }
    ModelSchema ordered = new ClassOrder(draft, evidence, !request.classes().isEmpty()).found();
    int[] labels = Labels.indexes(ordered, evidence);
    ScoreKind kind = new ScoreFinder(ordered, evidence, labels).found(declared);
    if (request.threshold() == null
        || (kind != ScoreKind.NONE && draft.task() == Task.BINARY_CLASSIFICATION)) {
      return checked(new RuleCheck(scored(ordered, kind, request.threshold()), evidence, labels));
    }
    throw new ModelLoadException("--threshold is for the score of two classes");
  }

  /**
   * Checks that rows do not contradict the schema of a model that is served elsewhere.
   *
   * @throws ModelLoadException if they do; the message says what to declare
   */
  public void check(ModelSchema schema, Path training, @Nullable Path validation)
      throws ModelLoadException, CsvException, InferenceException {
    if (schema.task().isClassification() && schema.task().hasTruth()) {
      StoredVersion asked = asked(StoredVersion.unregistered(schema), schema.scoreKind());
      held(schema, evidence(asked, training, validation));
    }
  }

  /** The source itself is asked, whatever is said of its scores, unless they do not count. */
  private static StoredVersion asked(StoredVersion stored, @Nullable ScoreKind declared) {
    return stored.with(
        stored
            .schema()
            .withScoring(
                declared == ScoreKind.NONE
                    ? new ScoreMeaning(ScoreKind.NONE, null)
                    : ScoreMeaning.UNSAID));
  }

  /** A schema that a model has already, held against rows. */
  private ModelSchema held(ModelSchema present, Evidence evidence) throws ModelLoadException {
    ModelSchema ordered = new ClassOrder(present, evidence, true).found();
    if (!ordered.equals(present)) {
      throw new ModelLoadException(
          "the model.yaml that the model has says classes: %s; by the labels in this file its scores are in the order %s"
              .formatted(
                  UnknownName.listed(present.classes()), UnknownName.listed(ordered.classes())));
    }
    if (opener == null && !evidence.hasScores()) {
      return present; // a file of predictions need not have the scores that the model can give
    }
    int[] labels = Labels.indexes(ordered, evidence);
    new ScoreFinder(ordered, evidence, labels).found(present.scoreKind());
    return checked(new RuleCheck(present, evidence, labels)).withScoring(present.scoring());
  }

  private ModelSchema checked(RuleCheck check) throws ModelLoadException {
    return opener == null ? check.served() : check.agreed();
  }

  /** Of validation rows, unless they are too few or too much alike to tell anything. */
  private Evidence evidence(StoredVersion asked, Path training, @Nullable Path validation)
      throws ModelLoadException, CsvException, InferenceException {
    if (validation != null) {
      Evidence evidence = source.of(asked, validation, "validation rows");
      ModelSchema schema = asked.schema();
      // Training rows of a model that is served elsewhere need not have its predictions.
      if (opener == null
          || !schema.task().hasTruth()
          || !evidence.tellsNoOrder(schema.classes().size())) {
        return evidence;
      }
    }
    return source.of(asked, training, "training rows");
  }

  /** Refuses scores that are an output for each class, rather than leave them out in silence. */
  private void refuseColumns(StoredVersion stored) throws ModelLoadException {
    byte[] onnx = stored.onnx();
    if (onnx == null || opener == null) {
      return;
    }
    List<String> columns = opener.describe(onnx, stored.sha256()).columns();
    if (columns.size() == stored.schema().classes().size()) {
      throw new ModelLoadException(
          "the scores are in an output for each class, which are not read: "
              + UnknownName.listed(columns)
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
