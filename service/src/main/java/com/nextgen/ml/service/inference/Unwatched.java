package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.fault.ErrorReason;
import org.jspecify.annotations.Nullable;

/** Watches nothing: what watching costs is the difference to this. */
public final class Unwatched implements VersionObservers {
  private static final class Nobody implements VersionObserver {
    @Override
    public int onRows(RowBlock rows, PredictionBlock predictions, RowDetails details) {
      return rows.rows();
    }

    @Override
    public void onRequest(long nanos, @Nullable ErrorReason error, @Nullable String traceId) {}
  }

  @Override
  public VersionObserver loaded(VersionId id, ModelSchema schema, @Nullable Baseline baseline) {
    return new Nobody();
  }
}
