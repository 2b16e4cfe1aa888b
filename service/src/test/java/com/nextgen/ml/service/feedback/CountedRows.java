package com.nextgen.ml.service.feedback;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.inference.VersionObservers;
import java.util.concurrent.atomic.LongAdder;

/** Counts rows, of all versions together. */
final class CountedRows implements VersionObservers {
  final LongAdder rows = new LongAdder();
  final LongAdder unlogged = new LongAdder();

  @Override
  public VersionObserver loaded(VersionId id, ModelSchema schema, Baseline baseline) {
    return new VersionObserver() {
      @Override
      public int onRows(RowBlock block, PredictionBlock predictions, RowDetails details) {
        rows.add(block.rows());
        return block.rows();
      }

      @Override
      public void onUnlogged(long lost) {
        unlogged.add(lost);
      }

      @Override
      public void onRequest(long nanos, ErrorReason error, String traceId) {}
    };
  }
}
