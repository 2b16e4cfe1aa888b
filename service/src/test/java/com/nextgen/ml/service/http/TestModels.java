package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.MissingSpellings;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.inference.ServedModels;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.TensorSpec;
import com.nextgen.ml.service.inference.VersionId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One model of each shape that requests can meet. */
public final class TestModels implements ServedModels {
  /** One tensor per feature: two numbers, a category, a boolean. */
  public final TestVersion intent =
      new TestVersion(
          new VersionId("intent", 3),
          schema(
              "intent",
              Task.BINARY_CLASSIFICATION,
              List.of(
                  Feature.numeric("value"),
                  Feature.numeric("age"),
                  Feature.categorical("month"),
                  Feature.bool("weekend"))),
          new ModelSignature(
              List.of(
                  tensor("value", "FP32", 1),
                  tensor("age", "FP32", 1),
                  tensor("month", "BYTES", 1),
                  tensor("weekend", "BOOL", 1)),
              List.of(
                  new TensorSpec("label", "BYTES", List.of(-1L)),
                  tensor("probabilities", "FP32", 2)),
              Precision.FLOAT32));

  /** One matrix of two numbers and a category with codes. */
  public final TestVersion price =
      new TestVersion(
          new VersionId("price", 1),
          schema(
              "price",
              Task.REGRESSION,
              List.of(
                  Feature.numeric("size"),
                  Feature.numeric("rooms"),
                  new Feature(
                      "zip", FeatureType.CATEGORICAL, List.of("98001", "98002", "98003"), null))),
          new ModelSignature(
              List.of(tensor("X", "FP32", 3)),
              List.of(tensor("variable", "FP32", 1)),
              Precision.FLOAT32));

  /** One tensor per feature: two whole numbers, one of which has another name than its feature. */
  public final TestVersion visits =
      new TestVersion(
          new VersionId("visits", 1),
          schema(
              "visits",
              Task.REGRESSION,
              List.of(
                  Feature.numeric("visitor"),
                  Feature.numeric("page views").withInput("page_views"))),
          new ModelSignature(
              List.of(tensor("visitor", "INT64", 1), tensor("page_views", "INT64", 1)),
              List.of(tensor("variable", "FP64", 1)),
              Precision.FLOAT64));

  /** Says what stands for no value. */
  public final TestVersion spelled =
      new TestVersion(
          new VersionId("spelled", 1),
          schema(
                  "spelled",
                  Task.REGRESSION,
                  List.of(
                      Feature.numeric("value"),
                      Feature.categorical("month"),
                      Feature.bool("weekend")))
              .withMissing(MissingSpellings.of(List.of("", "?", "-999"))),
          new ModelSignature(
              List.of(
                  tensor("value", "FP32", 1),
                  tensor("month", "BYTES", 1),
                  tensor("weekend", "BOOL", 1)),
              List.of(tensor("variable", "FP32", 1)),
              Precision.FLOAT32));

  /** Has no model file. */
  public final TestVersion elsewhere =
      new TestVersion(
          new VersionId("elsewhere", 1),
          schema("elsewhere", Task.BINARY_CLASSIFICATION, List.of(Feature.numeric("value"))),
          null);

  private static TensorSpec tensor(String name, String datatype, long width) {
    return new TensorSpec(name, datatype, List.of(-1L, width));
  }

  private static ModelSchema schema(String name, Task task, List<Feature> features) {
    boolean classes = task.isClassification();
    return new ModelSchema(
        name,
        "team-test",
        task,
        features,
        "target",
        classes ? List.of("false", "true") : List.of(),
        classes ? "true" : null,
        classes ? Map.of("TRUE", "true", "1", "true", "0", "false") : Map.of(),
        0.5,
        classes ? List.of(new GroupAttribute("country", null, null, List.of())) : List.of(),
        List.of(),
        MonitoringPolicy.DEFAULT);
  }

  @Override
  public @Nullable Lease lease(String model) {
    return all().stream()
        .filter(version -> version.id().model().equals(model))
        .findFirst()
        .map(TestVersion::lease)
        .orElse(null);
  }

  @Override
  public @Nullable Lease lease(String model, int version) {
    return all().stream()
        .filter(served -> served.id().model().equals(model) && served.id().version() == version)
        .findFirst()
        .map(TestVersion::lease)
        .orElse(null);
  }

  @Override
  public List<ServedVersion> versions() {
    return List.copyOf(all());
  }

  List<TestVersion> all() {
    return List.of(intent, price, visits, spelled, elsewhere);
  }
}
