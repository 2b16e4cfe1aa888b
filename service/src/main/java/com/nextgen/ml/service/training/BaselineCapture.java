package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.FeatureImportance;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineInputs;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.baseline.capture.OutputCountPass;
import com.nextgen.ml.monitoring.baseline.capture.OutputEdgePass;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.inference.InferenceException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a baseline from CSV files. Each file is read twice, so it must be a file and not change
 * meanwhile; memory does not grow with its rows.
 *
 * @param precision of the model's numeric input
 * @param keys which training rows belong together
 * @param model null if it is served elsewhere
 * @param predicted the columns that hold what a model said that is served elsewhere; without them
 *     its baseline is of the inputs alone
 */
public record BaselineCapture(
    ModelSchema schema,
    Precision precision,
    @Nullable Model model,
    PredictionColumns predicted,
    CsvFormat spellings,
    RowKeys keys,
    CaptureProgress progress) {

  /** The same rows give the same baseline. */
  private static final long SEED = 1;

  /**
   * Makes the baseline.
   *
   * @param training the rows the model was fitted on
   * @param validation rows it was not fitted on; null if there are none, the output's part is then
   *     made of training rows and marked as in-sample
   * @param sha256 of the model file; empty if it is served elsewhere
   * @throws CsvException if a file does not fit the schema; the message names file, line and column
   * @throws InferenceException if the model fails on the rows
   */
  public Baseline capture(
      Path training, @Nullable Path validation, String sha256, Instant capturedAt)
      throws CsvException, InferenceException {
    EdgePass edges =
        BaselineBuilder.of(schema, precision, BaselineLimits.DEFAULT, SEED, keys.blocking(schema));
    each(
        training,
        keys,
        "training rows read",
        block -> edges.add(block.rows(), block.keys(), block.labels()));
    CountPass counts = built(training, edges::freeze);
    each(
        training,
        keys,
        "training rows counted",
        block -> counts.add(block.rows(), block.keys(), block.labels()));
    BaselineInputs inputs = built(training, counts::finish);
    return model == null && predicted.isNone()
        ? inputs.build(sha256, capturedAt)
        : outputs(inputs, training, validation, sha256, capturedAt);
  }

  private Baseline outputs(
      BaselineInputs inputs,
      Path training,
      @Nullable Path validation,
      String sha256,
      Instant capturedAt)
      throws CsvException, InferenceException {
    Path file = validation == null ? training : validation;
    String rows = validation == null ? "training rows" : "validation rows";
    OutputEdgePass edges = inputs.outputs(validation == null);
    each(
        file, RowKeys.NONE, predicted, rows + " predicted", block -> edges.add(predictions(block)));
    OutputCountPass counts = built(file, edges::freeze);
    each(
        file,
        RowKeys.NONE,
        predicted,
        rows + " evaluated",
        block -> counts.add(block.rows(), predictions(block), block.labels()));
    RowBlock explained = counts.explained();
    List<FeatureImportance> importance =
        model == null
            ? List.of()
            : new ImportanceCapture(schema, model, SEED, progress)
                .of(inputs.background(), explained);
    return built(file, () -> counts.build(sha256, capturedAt, importance));
  }

  /** What the model says of rows, or said elsewhere. */
  private PredictionBlock predictions(RowFile.Block block) throws CsvException, InferenceException {
    PredictionValues said = block.predictions();
    return model == null && said != null
        ? said.block(schema)
        : Objects.requireNonNull(model).predict(block.rows());
  }

  private void each(Path file, RowKeys keyed, String what, Step step)
      throws CsvException, InferenceException {
    each(file, keyed, PredictionColumns.NONE, what, step);
  }

  private void each(Path file, RowKeys keyed, PredictionColumns said, String what, Step step)
      throws CsvException, InferenceException {
    progress.begin(what);
    long rows = 0;
    try (RowFile open = RowFile.open(file, schema, spellings, keyed, said)) {
      for (RowFile.Block block = open.next(); block != null; block = open.next()) {
        step.take(block);
        rows += block.rows().rows();
        progress.at(rows, open.fraction());
      }
    } catch (CsvException e) {
      throw new CsvException(file + ": " + e.getMessage(), e);
    } catch (InferenceException e) {
      throw new InferenceException(
          e.reason(), file + ", behind its row " + rows + ": " + e.getMessage());
    }
    progress.end(rows);
  }

  private static <T> T built(Path file, Supplier<T> part) throws CsvException {
    try {
      return part.get();
    } catch (IllegalArgumentException e) {
      throw new CsvException(file + ": " + e.getMessage(), e);
    }
  }

  /** What is done with a block. */
  private interface Step {
    void take(RowFile.Block block) throws CsvException, InferenceException;
  }
}
