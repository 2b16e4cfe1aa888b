package com.nextgen.ml.service.http.model;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.loading.ModelOpener;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.training.CaptureProgress;
import com.nextgen.ml.service.training.PredictionColumns;
import com.nextgen.ml.service.training.RowKeys;
import com.nextgen.ml.service.training.VersionCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes baselines from training rows that callers send. */
record TrainingRows(ModelRegistry registry, ModelOpener opener, Clock clock) {
  private static final String SENT = "the rows";

  /**
   * Makes a version's baseline.
   *
   * @param file CSV text with a header
   * @return IDENTICAL if the version has the one that these rows make, whenever it was made
   * @throws CsvException if the rows do not fit the schema; the message names line and column
   */
  ModelRegistry.Put put(String model, int version, Path file)
      throws IOException, RegistryException, CsvException, ModelLoadException, InferenceException {
    StoredVersion stored = registry.read(model, version);
    Baseline present = stored.baseline();
    Instant at =
        present == null ? clock.instant().truncatedTo(ChronoUnit.SECONDS) : present.capturedAt();
    try {
      Baseline made =
          new VersionCapture(
                  file,
                  null,
                  PredictionColumns.NONE,
                  CsvFormat.DEFAULT,
                  RowKeys.NONE,
                  CaptureProgress.NONE)
              .of(opener, stored, at);
      return registry.putBaseline(model, version, BaselineJson.toBytes(made));
    } catch (CsvException e) {
      throw new CsvException(withoutPath(e, file), e);
    } catch (InferenceException e) {
      throw new InferenceException(e.reason(), withoutPath(e, file));
    }
  }

  /** Callers know nothing of the temporary file. */
  private static String withoutPath(Exception e, Path file) {
    return String.valueOf(e.getMessage()).replace(file.toString(), SENT);
  }
}
