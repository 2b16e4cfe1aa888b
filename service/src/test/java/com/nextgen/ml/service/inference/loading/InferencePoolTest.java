package com.nextgen.ml.service.inference.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.InferencePool;
import com.nextgen.ml.service.inference.OverloadedException;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.TestFiles;
import com.nextgen.ml.service.inference.TwoNumbers;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.onnx.OnnxModel;
import com.nextgen.ml.service.inference.onnx.OnnxRuntime;
import com.nextgen.ml.service.registry.Revision;
import com.nextgen.ml.service.registry.StoredVersion;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InferencePoolTest {
  private final OnnxRuntime runtime = new OnnxRuntime();

  @Test
  void refusesWhenFullAndCompletesWhatItAccepted() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    AtomicInteger done = new AtomicInteger();
    InferencePool pool = new InferencePool(2, 3);
    for (int i = 0; i < 5; i++) {
      pool.execute(
          () -> {
            try {
              hold.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            done.incrementAndGet();
          });
    }
    assertThat(pool.waiting()).isEqualTo(3);
    assertThatThrownBy(() -> pool.execute(done::incrementAndGet))
        .isInstanceOf(OverloadedException.class)
        .hasMessage("the service is busy; try again later");
    pool.close();
    assertThatThrownBy(() -> pool.execute(done::incrementAndGet))
        .isInstanceOf(OverloadedException.class);
    hold.countDown();
    assertThat(pool.awaitEnd(Duration.ofSeconds(30))).isTrue();
    assertThat(done.get()).isEqualTo(5);
  }

  @Test
  void chunksAreJoinedInOrder() throws Exception {
    List<String> names = List.of("bird", "cat", "dog");
    ModelSchema schema =
        schema(
            Task.MULTICLASS_CLASSIFICATION,
            List.of(Feature.numeric("x"), Feature.numeric("y")),
            names);
    int n = 5_000;
    double[] numbers = IntStream.range(0, 2 * n).mapToDouble(i -> Math.cos(i) * 3).toArray();
    RowBlock rows = new RowBlock(n, numbers, new String[0]);
    try (InferencePool pool = new InferencePool(2, 8);
        OnnxModel model = open("three-classes-tensor.onnx", schema)) {
      PredictionBlock found = pool.predict(served(schema, model), rows, TwoNumbers.later(), 0);
      PredictionBlock expected = model.predict(rows);
      assertThat(found.rows()).isEqualTo(n);
      assertThat(found.classIndex()).isEqualTo(expected.classIndex());
      assertThat(found.score()).isEqualTo(expected.score());
      assertThat(found.scores()).isEqualTo(expected.scores());
    }
  }

  @Test
  void predictsChunksWhileAllThreadsAreBusy() throws Exception {
    ModelSchema schema =
        schema(Task.REGRESSION, List.of(Feature.numeric("x"), Feature.numeric("y")), List.of());
    CountDownLatch hold = new CountDownLatch(1);
    try (InferencePool pool = new InferencePool(2, 8);
        OnnxModel model = open("value-vector.onnx", schema)) {
      for (int i = 0; i < 2; i++) {
        pool.execute(
            () -> {
              try {
                hold.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
      }
      double[] ones = new double[2 * 4_000];
      Arrays.fill(ones, 1);
      PredictionBlock found =
          pool.predict(
              served(schema, model),
              new RowBlock(4_000, ones, new String[0]),
              TwoNumbers.later(),
              0);
      assertThat(Arrays.stream(found.score()).allMatch(value -> value == 2)).isTrue();
      hold.countDown();
    }
  }

  @Test
  void anErrorNamesTheRowByItsPlaceInTheRequest() throws Exception {
    Feature size = new Feature("size", FeatureType.CATEGORICAL, List.of("s", "m"), null);
    ModelSchema schema =
        schema(
            Task.REGRESSION,
            List.of(Feature.numeric("count"), size, Feature.bool("gift")),
            List.of());
    int n = 3_000;
    double[] numbers = new double[n];
    numbers[2_345] = Missing.NUMBER;
    String[] texts = new String[2 * n];
    Arrays.fill(texts, "true");
    try (InferencePool pool = new InferencePool(2, 8);
        OnnxModel model = open("matrix-int64.onnx", schema)) {
      InferenceException error =
          catchThrowableOfType(
              InferenceException.class,
              () ->
                  pool.predict(
                      served(schema, model),
                      new RowBlock(n, numbers, texts),
                      TwoNumbers.later(),
                      0));
      assertThat(error)
          .hasMessage("row 2345: feature 'count' is missing; the model takes integers");
      assertThat(error.reason()).isEqualTo(ErrorReason.INVALID);
    }
  }

  private static ServedVersion served(ModelSchema schema, OnnxModel model) {
    return new LoadedVersion(
        new VersionId("m", 1),
        new StoredVersion(schema, null, "", null, Revision.NONE),
        model,
        Instant.EPOCH,
        new TwoNumbers.Observers().loaded(new VersionId("m", 1), schema, null));
  }

  private OnnxModel open(String file, ModelSchema schema) throws Exception {
    return runtime.open(Files.readAllBytes(TestFiles.fixtures().resolve(file)), schema);
  }

  private static ModelSchema schema(Task task, List<Feature> features, List<String> classes) {
    return new ModelSchema(
        "m",
        "",
        task,
        features,
        null,
        classes,
        null,
        Map.of(),
        0.5,
        List.of(),
        List.of(),
        MonitoringPolicy.DEFAULT);
  }
}
