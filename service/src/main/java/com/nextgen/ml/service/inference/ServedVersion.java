package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.fault.ErrorReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A loaded model version: model, schema, baseline and observer, which never change. */
public interface ServedVersion {

  /** Returns which version this is. */
  VersionId id();

  /** Returns what it takes and gives. */
  ModelSchema schema();

  /** Returns its training baseline; null if it has none. */
  @Nullable Baseline baseline();

  /**
   * Returns the SHA-256 of the model file in lower-case hexadecimal; empty if it is served
   * elsewhere.
   */
  String sha256();

  /** Returns when it was loaded. */
  Instant loadedAt();

  /** Returns its tensors; null if it is served elsewhere. */
  @Nullable ModelSignature signature();

  /** Is told of rows and requests. */
  VersionObserver observer();

  /** Returns how its runs are let run. */
  RunControl runs();

  /**
   * Runs the model. Does not tell the observer. Thread-safe; call it only under a lease.
   *
   * @param deadline when the run is ended, on the clock of {@link System#nanoTime}
   * @throws InferenceException if the model fails on these rows, there is no model file, or the
   *     deadline passes ({@link ErrorReason#TIMEOUT})
   */
  PredictionBlock predict(RowBlock rows, long deadline) throws InferenceException;
}
