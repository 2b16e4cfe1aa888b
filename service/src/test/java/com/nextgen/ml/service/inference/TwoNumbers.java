package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.onnx.OnnxRuntime;
import com.nextgen.ml.service.registry.directory.DirectoryRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A model of two numbers, in versions that answer differently: odd ones x + y, even ones not. */
public final class TwoNumbers {
  public static final String NAME = "two-numbers";
  public static final RowBlock ROW = new RowBlock(1, new double[] {3, 4}, new String[0]);

  private TwoNumbers() {}

  public static ModelSchema schema() {
    return ModelSchema.ofColumns(
        NAME, List.of(Feature.numeric("x"), Feature.numeric("y")), MonitoringPolicy.DEFAULT);
  }

  public static byte[] onnx(int version) throws IOException {
    String file = version % 2 == 1 ? "value-vector.onnx" : "matrix-double.onnx";
    return Files.readAllBytes(TestFiles.fixtures().resolve(file));
  }

  /** What a version says of {@link #ROW}. */
  public static double answer(int version) {
    return version % 2 == 1 ? 7 : 0.1 * 3 + 0.7 * 4 + 1;
  }

  /** A deadline that no test comes near. */
  public static long later() {
    return System.nanoTime() + Duration.ofMinutes(10).toNanos();
  }

  public static DirectoryRegistry registry(Path root) {
    return new DirectoryRegistry(
        root,
        (document, schema, sha256) -> {
          throw new IllegalArgumentException("no baseline is expected here");
        },
        OnnxRuntime.MAX_MODEL_BYTES);
  }

  public static DirectoryRegistry registry(Path root, int versions) throws Exception {
    DirectoryRegistry registry = registry(root);
    for (int version = 1; version <= versions; version++) {
      registry.addVersion(schema(), onnx(version), null);
    }
    return registry;
  }

  /** Counts what is loaded and retired. */
  public static class Observers implements VersionObservers {
    public final AtomicInteger loaded = new AtomicInteger();
    public final AtomicInteger retired = new AtomicInteger();

    @Override
    public VersionObserver loaded(VersionId id, ModelSchema schema, Baseline baseline) {
      loaded.incrementAndGet();
      return new VersionObserver() {
        @Override
        public int onRows(RowBlock rows, PredictionBlock predictions, RowDetails details) {
          return rows.rows();
        }

        @Override
        public void onRequest(long nanos, ErrorReason error, String traceId) {}

        @Override
        public void onRetired() {
          retired.incrementAndGet();
        }
      };
    }
  }
}
