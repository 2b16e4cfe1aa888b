package com.nextgen.ml.service.feedback;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.inference.RunControl;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.inference.VersionObservers;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A loaded version that always says the same. */
public record TestServed(
    VersionId id, ModelSchema schema, @Nullable Baseline baseline, VersionObserver observer)
    implements ServedVersion {

  static TestServed shop(VersionObservers observers) {
    ModelSchema schema =
        new ModelSchema(
            "shop",
            "team-test",
            Task.BINARY_CLASSIFICATION,
            List.of(Feature.numeric("value")),
            "target",
            List.of("false", "true"),
            "true",
            Map.of(),
            0.5,
            List.of(new GroupAttribute("country", null, null, List.of())),
            List.of(),
            MonitoringPolicy.DEFAULT);
    return of(new VersionId("shop", 3), schema, null, observers);
  }

  /** A version that {@code observers} are told of. */
  public static TestServed of(
      VersionId id, ModelSchema schema, @Nullable Baseline baseline, VersionObservers observers) {
    return new TestServed(id, schema, baseline, observers.loaded(id, schema, baseline));
  }

  void predict(long at, String... ids) {
    observer.onRows(
        rows(ids.length),
        predictions(ids.length),
        new TestDetails(Arrays.asList(ids), at, "DE", null));
  }

  static RowBlock rows(int n) {
    return new RowBlock(n, new double[n], new String[0]);
  }

  static PredictionBlock predictions(int n) {
    int[] classes = new int[n];
    double[] scores = new double[n];
    Arrays.fill(classes, 1);
    Arrays.fill(scores, 0.75);
    return new PredictionBlock(n, classes, scores, null);
  }

  @Override
  public String sha256() {
    return "";
  }

  @Override
  public Instant loadedAt() {
    return Instant.EPOCH;
  }

  @Override
  public @Nullable ModelSignature signature() {
    return null;
  }

  @Override
  public RunControl runs() {
    return RunControl.of(id, true);
  }

  @Override
  public PredictionBlock predict(RowBlock rows, long deadline) {
    return predictions(rows.rows());
  }
}
