package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.loading.ModelOpener;
import com.nextgen.ml.service.inference.onnx.OnnxModel;
import com.nextgen.ml.service.registry.StoredVersion;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Makes the baseline of a version from its model file and its rows.
 *
 * @param training the rows the model was fitted on
 * @param validation rows it was not fitted on; null if there are none
 * @param predicted the columns that hold what a model said that is served elsewhere
 * @param keys which training rows belong together
 */
public record VersionCapture(
    Path training,
    @Nullable Path validation,
    PredictionColumns predicted,
    CsvFormat spellings,
    RowKeys keys,
    CaptureProgress progress) {

  /**
   * Makes the baseline.
   *
   * @param stored its model file is null if the model is served elsewhere
   * @throws ModelLoadException if the model does not load or fit the schema
   * @throws CsvException if a file does not fit the schema; the message names file, line and column
   * @throws InferenceException if the model fails on the rows
   */
  public Baseline of(ModelOpener opener, StoredVersion stored, Instant capturedAt)
      throws ModelLoadException, CsvException, InferenceException {
    ModelSchema schema = stored.schema();
    if (stored.onnx() == null) {
      return new BaselineCapture(
              schema, Precision.FLOAT64, null, predicted, spellings, keys, progress)
          .capture(training, validation, stored.sha256(), capturedAt);
    }
    try (OnnxModel model = opener.open(stored)) {
      return new BaselineCapture(
              schema,
              model.signature().precision(),
              model::predict,
              PredictionColumns.NONE,
              spellings,
              keys,
              progress)
          .capture(training, validation, stored.sha256(), capturedAt);
    }
  }
}
