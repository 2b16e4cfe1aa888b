package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The models that {@code make_slow_models.py} makes: quick on few rounds, endless on many. */
public final class SlowModels {
  /** As many rounds of the loop as take years. */
  public static final double FOR_EVER = 1e15;

  /** As many rounds as hold one kernel for some seconds; time grows with their square. */
  public static final double SOME_SECONDS = 9e4;

  /** As many rounds as hold one kernel for hours. */
  public static final double HOURS = 2e6;

  /** What both answer to {@link #row}. */
  public static final double ANSWER = 5;

  private SlowModels() {}

  public static ModelSchema schema(String name) {
    return ModelSchema.ofColumns(
        name, List.of(Feature.numeric("rounds"), Feature.numeric("x")), MonitoringPolicy.DEFAULT);
  }

  /** Its runs can be ended at any time. */
  public static byte[] loop() throws IOException {
    return Files.readAllBytes(TestFiles.fixtures().resolve("loop-rounds.onnx"));
  }

  /** Its runs end when they end. */
  public static byte[] kernel() throws IOException {
    return Files.readAllBytes(TestFiles.fixtures().resolve("kernel-rounds.onnx"));
  }

  public static RowBlock row(double rounds) {
    return new RowBlock(1, new double[] {rounds, ANSWER}, new String[0]);
  }
}
