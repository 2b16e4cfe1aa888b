package com.nextgen.ml.service.inference.loading;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.inference.RunControl;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.inference.onnx.OnnxModel;
import com.nextgen.ml.service.registry.Revision;
import com.nextgen.ml.service.registry.StoredVersion;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A version that is loaded, with a count of who holds it: the table from the start, each lease, and
 * each call while it runs. Whoever lets go last closes the session, so it is never closed under a
 * call, not even under one whose lease ended too early.
 */
final class LoadedVersion implements ServedVersion {
  private final VersionId id;
  private final StoredVersion stored;
  private final @Nullable OnnxModel model;
  private final Instant loadedAt;
  private final VersionObserver observer;
  private final RunControl runs;
  private final AtomicInteger holders = new AtomicInteger(1);

  /**
   * @param stored without the bytes of the model file
   * @param observer is notified once that the version is retired, when nobody holds it any more
   */
  LoadedVersion(
      VersionId id,
      StoredVersion stored,
      @Nullable OnnxModel model,
      Instant loadedAt,
      VersionObserver observer) {
    this.id = id;
    this.runs = RunControl.of(id, model != null && model.isSteady());
    this.stored = stored;
    this.model = model;
    this.loadedAt = loadedAt;
    this.observer = observer;
  }

  /** Holds the version; false if it is closed already. */
  boolean hold() {
    int held = holders.get();
    while (held > 0) {
      if (holders.compareAndSet(held, held + 1)) {
        return true;
      }
      held = holders.get();
    }
    return false;
  }

  /** Ends one {@link #hold}, or that of the table. */
  void release() {
    if (holders.decrementAndGet() == 0) {
      if (model != null) {
        model.close();
      }
      observer.onRetired();
    }
  }

  /** The files it was loaded from. */
  Revision files() {
    return stored.files();
  }

  /** Whether the registry records what the file's SHA-256 must be, or there is no file. */
  boolean isDigestRecorded() {
    return stored.isDigestRecorded();
  }

  @Override
  public VersionId id() {
    return id;
  }

  @Override
  public ModelSchema schema() {
    return stored.schema();
  }

  @Override
  public @Nullable Baseline baseline() {
    return stored.baseline();
  }

  @Override
  public String sha256() {
    return stored.sha256();
  }

  @Override
  public Instant loadedAt() {
    return loadedAt;
  }

  @Override
  public @Nullable ModelSignature signature() {
    return model == null ? null : model.signature();
  }

  @Override
  public VersionObserver observer() {
    return observer;
  }

  @Override
  public RunControl runs() {
    return runs;
  }

  @Override
  public PredictionBlock predict(RowBlock rows, long deadline) throws InferenceException {
    if (model == null) {
      throw new InferenceException(
          ErrorReason.INVALID, id + " has no model file: its predictions are made elsewhere");
    }
    if (!hold()) {
      throw new InferenceException(id + " is no longer loaded");
    }
    try {
      long begun = System.nanoTime();
      PredictionBlock predictions = model.predict(rows, deadline, runs);
      runs.shortRuns().ended(rows.rows(), System.nanoTime() - begun);
      return predictions;
    } finally {
      release();
    }
  }
}
