package com.nextgen.ml.service.history.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.performance.Calibration;
import com.nextgen.ml.monitoring.performance.CalibrationDrift;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.store.Store;
import com.nextgen.ml.service.store.Transaction;
import com.nextgen.ml.service.store.table.StoredVerdict;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far calibration moved in windows whose labels have come, from their kept reports: the same on
 * every replica and after a restart.
 */
public final class PastCalibrations {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Store store;

  public PastCalibrations(Store store) {
    this.store = store;
  }

  /**
   * Returns what the last {@value CalibrationDrift#MAX_WINDOWS} verdicts on a version's windows
   * tell. Waits for the store.
   *
   * @param before only of windows that ended before this
   */
  public CalibrationDrift of(VersionId id, Window window, Instant before) {
    return CalibrationDrift.of(store.read(transaction -> read(transaction, id, window, before)));
  }

  private static List<Calibration> read(
      Transaction transaction, VersionId id, Window window, Instant before) {
    List<Calibration> past = new ArrayList<>();
    Long model = transaction.models().find(id.model());
    if (model == null) {
      return past;
    }
    List<StoredVerdict> rows =
        transaction
            .verdicts()
            .before(
                model,
                id.version(),
                AlarmFamily.PERFORMANCE.code(),
                window.name(),
                before.toEpochMilli(),
                CalibrationDrift.MAX_WINDOWS);
    for (StoredVerdict row : rows) {
      byte[] json =
          new KeptDocument(row.documentLength(), transaction.verdicts().document(row.sequence()))
              .json();
      Calibration calibration = json == null ? null : calibration(json);
      if (calibration != null) {
        past.add(calibration);
      }
    }
    return past;
  }

  /** Returns what a report says of it; null if it says nothing, or is not readable. */
  private static @Nullable Calibration calibration(byte[] report) {
    try {
      JsonNode json = JSON.readTree(report).path("calibration");
      return json.isObject()
          ? new Calibration(
              json.path("intercept").asDouble(Double.NaN),
              json.path("slope").asDouble(Double.NaN),
              json.path("interceptVariance").asDouble(Double.NaN),
              json.path("covariance").asDouble(Double.NaN),
              json.path("slopeVariance").asDouble(Double.NaN))
          : null;
    } catch (IOException | IllegalArgumentException e) {
      return null; // as if it had not been kept
    }
  }
}
