package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Small schemas and baselines. */
public final class Schemas {
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private Schemas() {}

  public static ModelSchema regression(Feature... features) {
    return schema(Task.REGRESSION, List.of(), List.of(), features);
  }

  public static ModelSchema binary(List<GroupAttribute> groups, Feature... features) {
    return schema(Task.BINARY_CLASSIFICATION, List.of("no", "yes"), groups, features);
  }

  public static ModelSchema schema(
      Task task, List<String> classes, List<GroupAttribute> groups, Feature... features) {
    return new ModelSchema(
        "m",
        "team",
        task,
        List.of(features),
        null,
        classes,
        task == Task.BINARY_CLASSIFICATION ? "yes" : null,
        Map.of(),
        0.5,
        groups,
        List.of(),
        MonitoringPolicy.DEFAULT);
  }

  /** A baseline of one numeric feature {@code x}. */
  public static Baseline ofNumbers(Precision precision, double... values) {
    return build(
        regression(Feature.numeric("x")),
        precision,
        new RowBlock(values.length, values, new String[0]));
  }

  /** A baseline of one categorical feature {@code x}. */
  public static Baseline ofNames(String... values) {
    return build(
        regression(Feature.categorical("x")),
        Precision.FLOAT64,
        new RowBlock(values.length, new double[0], values));
  }

  public static Baseline build(ModelSchema schema, Precision precision, RowBlock... blocks) {
    return inputs(schema, precision, BaselineLimits.DEFAULT, blocks).build("ab12", NOON);
  }

  public static BaselineInputs inputs(
      ModelSchema schema, Precision precision, BaselineLimits limits, RowBlock... blocks) {
    EdgePass edges = BaselineBuilder.of(schema, precision, limits, 1);
    Arrays.stream(blocks).forEach(edges::add);
    CountPass counts = edges.freeze();
    Arrays.stream(blocks).forEach(counts::add);
    return counts.finish();
  }
}
