package com.nextgen.ml.service.monitor;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.baseline.capture.LabelBlock;
import com.nextgen.ml.monitoring.baseline.capture.OutputCountPass;
import com.nextgen.ml.monitoring.baseline.capture.OutputEdgePass;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.policy.LabelPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;

/** A model whose performance on held-out rows is known. */
public final class LabelledModel {
  private LabelledModel() {}

  /** With one window, of five minutes, whose labels have come after ten more. */
  public static ModelSchema schema() {
    LabelPolicy labels = new LabelPolicy(Duration.ofMinutes(10), OptionalDouble.empty());
    return SimulatedModel.schema("shop", TestPolicy.of("5m").labels(labels).build());
  }

  /** Of held-out rows: P(yes | score) is the score. */
  public static Baseline baseline() {
    Random random = new Random(1);
    SimulatedModel.Batch batch = SimulatedModel.batch(random, 6000, 0);
    int[] truth = new int[6000];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = random.nextDouble() < batch.predictions().score()[i] ? 1 : 0;
    }
    EdgePass edges = BaselineBuilder.of(schema(), Precision.FLOAT64, BaselineLimits.DEFAULT, 1);
    edges.add(batch.rows());
    CountPass counts = edges.freeze();
    counts.add(batch.rows());
    OutputEdgePass scores = counts.finish().outputs(false);
    scores.add(batch.predictions());
    OutputCountPass outputs = scores.freeze();
    outputs.add(batch.rows(), batch.predictions(), LabelBlock.ofClasses(truth));
    return outputs.build("", Instant.EPOCH, List.of());
  }
}
