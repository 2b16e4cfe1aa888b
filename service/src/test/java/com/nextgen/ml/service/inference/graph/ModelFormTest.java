package com.nextgen.ml.service.inference.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.inference.TestFiles;
import com.nextgen.ml.service.inference.onnx.OnnxModel;
import com.nextgen.ml.service.inference.onnx.OnnxRuntime;
import com.nextgen.ml.service.registry.BaselineReader;
import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.registry.directory.DirectoryRegistry;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from a graph computes what ONNX Runtime computes. */
class ModelFormTest {
  private static final int ROWS = 400;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leq",
        "lt",
        "gte",
        "gt",
        "eq",
        "neq",
        "sum",
        "average",
        "min",
        "max",
        "version-five"
      })
  void sumsOfTreesAreOnnxRuntimesBitForBit(String name) throws Exception {
    ModelForm.Trees trees = trees(name, regression(5));
    RowBlock rows = rowsOnThresholds(5);
    float[][] outputs = (float[][]) run(name, rows, "value");
    double[][] columns = trees.columns().of(rows);
    for (int i = 0; i < ROWS; i++) {
      assertThat((float) trees.sums(columns[i])[0]).as("row %s", i).isEqualTo(outputs[i][0]);
    }
  }

  @Test
  void doublesAreComparedAndAddedAsDoubles() throws Exception {
    ModelForm.Trees trees = trees("doubles", regression(5));
    RowBlock rows = rowsOnThresholds(5);
    float[][] outputs = (float[][]) run("doubles", rows, "value");
    double[][] columns = trees.columns().of(rows);
    for (int i = 0; i < ROWS; i++) {
      assertThat((float) trees.sums(columns[i])[0]).as("row %s", i).isEqualTo(outputs[i][0]);
    }
  }

  @ParameterizedTest
  @CsvSource({"two-classes, 2", "two-votes, 2", "three-classes, 3"})
  void classesAreThoseOfTheScores(String name, int classes) throws Exception {
    List<String> names = IntStream.range(0, classes).mapToObj(i -> "c" + i).toList();
    Task task = classes == 2 ? Task.BINARY_CLASSIFICATION : Task.MULTICLASS_CLASSIFICATION;
    ModelForm.Trees trees = trees(name, schema(task, 5, names));
    RowBlock rows = rowsOnThresholds(5);
    float[][] outputs = (float[][]) run(name, rows, "scores");
    double[][] columns = trees.columns().of(rows);
    for (int i = 0; i < ROWS; i++) {
      double[] sums = trees.sums(columns[i]);
      double[] scores = trees.link().apply(sums);
      int first = classes - scores.length;
      for (int k = 0; k < scores.length; k++) {
        assertThat(scores[k]).isCloseTo(outputs[i][first + k], Offset.offset(1e-6));
      }
      if (classes == 2) {
        assertThat(trees.explained().get(0).of(sums)).isEqualTo(sums[sums.length - 1]);
      }
    }
    assertThat(trees.explained()).hasSize(classes == 2 ? 1 : 3);
  }

  @ParameterizedTest
  @CsvSource({
    "marketplace, purchase-intent",
    "marketplace, price-suggestion",
    "online-shoppers, shopper-intent",
    "bike-sharing, bike-demand",
    "kc-house-prices, house-price"
  })
  void theExamplesAreFollowedFromTheirFeatures(String example, String model) throws Exception {
    Path registry = TestFiles.examples().resolve(example).resolve("registry");
    StoredVersion stored =
        new DirectoryRegistry(registry, BaselineReader.DOCUMENT, OnnxRuntime.MAX_MODEL_BYTES)
            .read(model, 1);
    ModelForm form = ModelForm.read(stored.onnx(), stored.schema());
    assertThat(form).isInstanceOf(ModelForm.Trees.class);
    ModelForm.Trees trees = (ModelForm.Trees) form;
    RowBlock rows = anyRows(stored.schema());
    double[][] columns = trees.columns().of(rows);
    try (OnnxModel served = new OnnxRuntime().open(stored.onnx(), stored.schema())) {
      PredictionBlock said = served.predict(rows);
      for (int i = 0; i < ROWS; i++) {
        double[] scores = trees.link().apply(trees.sums(columns[i]));
        double score = scores[scores.length - 1];
        assertThat(score)
            .isCloseTo(said.score()[i], Offset.offset(1e-6 * Math.max(1, Math.abs(score))));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"xgboost_classifier_tree, 3", "xgboost_regressor_tree, 0"})
  void treesOfOtherProjectsGiveTheirStoredOutputs(String name, int classes) throws Exception {
    Path data = shared();
    List<String> names = IntStream.range(0, classes).mapToObj(i -> "" + i).toList();
    Task task = classes == 0 ? Task.REGRESSION : Task.MULTICLASS_CLASSIFICATION;
    byte[] onnx = Files.readAllBytes(data.resolve(name + ".model.onnx"));
    ModelForm form = ModelForm.read(onnx, schema(task, 13, names));
    assertThat(form).isInstanceOf(ModelForm.Trees.class);
    ModelForm.Trees trees = (ModelForm.Trees) form;
    var stored = TestFiles.json(data.resolve("expected.json")).get(name);
    double[] row = new double[13];
    Arrays.setAll(row, i -> stored.get("input").get(0).get(i).asDouble());
    double[] scores = trees.link().apply(trees.sums(row));
    var expected = classes == 0 ? stored.get("variable") : stored.get("probabilities").get(0);
    for (int k = 0; k < scores.length; k++) {
      assertThat(scores[k]).isCloseTo(expected.get(k).asDouble(), Offset.offset(1e-6));
    }
  }

  @Test
  void treesThatBecameTensorsGoTheGeneralWay() throws Exception {
    byte[] onnx = Files.readAllBytes(shared().resolve("lgbm_regressor_tensor.model.onnx"));
    assertThat(ModelForm.read(onnx, regression(13))).isInstanceOf(ModelForm.General.class);
  }

  @Test
  void aDamagedFileIsReadOrRefusedButNeverFails() throws Exception {
    Random random = new Random(3);
    int general = 0;
    for (String name : List.of("three-classes", "version-five", "eq")) {
      byte[] onnx = Files.readAllBytes(TestFiles.fixtures().resolve("trees-" + name + ".onnx"));
      ModelSchema schema =
          name.equals("three-classes")
              ? schema(Task.MULTICLASS_CLASSIFICATION, 5, List.of("a", "b", "c"))
              : regression(5);
      for (int i = 0; i < 2_000; i++) {
        byte[] damaged = onnx.clone();
        damaged[random.nextInt(onnx.length)] ^= (byte) (1 << random.nextInt(8));
        int length = i % 4 == 0 ? random.nextInt(onnx.length) : onnx.length;
        ModelForm form = ModelForm.read(Arrays.copyOf(damaged, length), schema);
        general += form instanceof ModelForm.General ? 1 : 0;
        if (form instanceof ModelForm.Trees trees) {
          assertThat(trees.sums(new double[trees.columns().count()])).isNotEmpty();
        }
      }
    }
    assertThat(general).isGreaterThan(1_500);
  }

  private static Path shared() {
    Optional<Path> data = TestFiles.sharedData().map(path -> path.resolve("onnx-trees"));
    assumeTrue(data.isPresent() && Files.isDirectory(data.get()), "no shared/data/onnx-trees");
    return data.orElseThrow();
  }

  private static ModelForm.Trees trees(String name, ModelSchema schema) throws Exception {
    byte[] onnx = Files.readAllBytes(TestFiles.fixtures().resolve("trees-" + name + ".onnx"));
    ModelForm form = ModelForm.read(onnx, schema);
    assertThat(form).isInstanceOf(ModelForm.Trees.class);
    return (ModelForm.Trees) form;
  }

  private static ModelSchema regression(int features) {
    return schema(Task.REGRESSION, features, List.of());
  }

  private static ModelSchema schema(Task task, int features, List<String> classes) {
    return new ModelSchema(
        "m",
        "",
        task,
        IntStream.range(0, features).mapToObj(i -> Feature.numeric("f" + i)).toList(),
        null,
        classes,
        task == Task.BINARY_CLASSIFICATION ? classes.get(1) : null,
        Map.of(),
        0.5,
        List.of(),
        List.of(),
        MonitoringPolicy.DEFAULT);
  }

  /** Values that meet thresholds exactly, lie beside them in floats and doubles, or are missing. */
  private static RowBlock rowsOnThresholds(int features) {
    Random random = new Random(5);
    double[] numbers = new double[ROWS * features];
    for (int i = 0; i < numbers.length; i++) {
      double value = random.nextInt(8) / 2.0;
      numbers[i] =
          switch (random.nextInt(8)) {
            case 0 -> Double.NaN;
            case 1 -> Math.nextUp((float) value);
            case 2 -> Math.nextDown(value);
            case 3 -> -0.0;
            case 4 -> random.nextBoolean() ? 1e39 : Double.NEGATIVE_INFINITY;
            default -> value;
          };
    }
    return new RowBlock(ROWS, numbers, new String[0]);
  }

  private static RowBlock anyRows(ModelSchema schema) {
    Random random = new Random(9);
    double[] numbers = new double[ROWS * schema.numericWidth()];
    String[] texts = new String[ROWS * schema.categoricalWidth()];
    for (int i = 0; i < numbers.length; i++) {
      double size = Math.pow(10, random.nextInt(5) - 1);
      numbers[i] = random.nextInt(20) == 0 ? Double.NaN : random.nextInt(100) * size;
    }
    List<Feature> categories = schema.features().stream().filter(f -> !f.isNumeric()).toList();
    String[] some = {"1", "2", "3", "home", "DE", "mobile", "New_Visitor", "premium", "unseen"};
    for (int i = 0; i < texts.length; i++) {
      Feature feature = categories.get(i % categories.size());
      List<String> codes = feature.codes();
      String value =
          codes.isEmpty()
              ? some[random.nextInt(some.length)]
              : codes.get(random.nextInt(codes.size()));
      boolean bool = feature.type().code().equals("boolean");
      texts[i] = bool ? String.valueOf(random.nextBoolean()) : value;
    }
    return new RowBlock(ROWS, numbers, texts);
  }

  private static Object run(String name, RowBlock rows, String output) throws Exception {
    byte[] onnx = Files.readAllBytes(TestFiles.fixtures().resolve("trees-" + name + ".onnx"));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = {ROWS, rows.numericWidth()};
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      // As the service does: of more threads each adds up some trees, in another order.
      options.setIntraOpNumThreads(1);
      try (OrtSession session = environment.createSession(onnx, options);
          OnnxTensor tensor = tensor(environment, name, rows.numeric(), shape);
          OrtSession.Result result = session.run(Map.of("features", tensor))) {
        return result.get(output).orElseThrow().getValue();
      }
    }
  }

  private static OnnxTensor tensor(
      OrtEnvironment environment, String name, double[] numbers, long[] shape) throws Exception {
    if (name.equals("doubles")) {
      return OnnxTensor.createTensor(environment, DoubleBuffer.wrap(numbers), shape);
    }
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats), shape);
  }
}
