package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.yaml.SchemaYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A model that is served elsewhere is watched from the files of its training and its scorer. */
class RegisterElsewhereTest extends RegistryCommandsTest {

  @Test
  void aScorersFilesMakeAWatchedModel() throws IOException, RegistryException {
    Path train = sessions("train.csv", 600, 1, 0.5);
    Path heldOut = sessions("heldout.csv", 400, 2, 0.5);
    assertThat(register(train, "bought", "*", "--validation", heldOut.toString()))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    ModelSchema schema = schema();
    assertThat(schema.task()).isEqualTo(Task.BINARY_CLASSIFICATION);
    assertThat(schema.features())
        .containsExactly(
            Feature.numeric("pages"), Feature.categorical("device"), Feature.bool("returning"));
    assertThat(schema.classes()).containsExactly("0", "1");
    assertThat(schema.scoreKind()).isEqualTo(ScoreKind.PROBABILITY);
    assertThat(schema.threshold()).isEqualTo(0.5);
    Baseline baseline = baseline();
    assertThat(baseline.sha256()).isEmpty();
    assertThat(baseline.inSample()).isFalse();
    assertThat(baseline.outputs().rows()).isEqualTo(400);
    assertThat(baseline.outputs().performance().labelled()).isEqualTo(400);
    assertThat(baseline.outputs().performance().metrics()).containsKeys("auc", "logLoss", "f1");
    assertThat(baseline.outputs().importance()).isEmpty();
    assertThat(baseline.counts().output(Column.SCORE).orElseThrow().count()).isEqualTo(400);
    assertThat(registry().resolve("m/versions/1/model.onnx")).doesNotExist();
    assertThat(err.toString())
        .contains(
            "predictions from 'y_pred' and scores from 'y_pred_proba' are read",
            "features are 3 columns, in the file's order: pages, device, returning",
            "id (an id)",
            "day (dates)",
            "bought (the target)",
            "y_pred (what the model said)");
  }

  @Test
  void columnsOfDecimalCommasAreToldBeforeTheyAreTakenForTexts() throws IOException {
    Path train = file("comma.csv", ";pages;bought;y_pred\n0;1,5;1;1\n1;2;0;0\n");
    register(train, "bought", null, "--features", "*");
    assertThat(err.toString())
        .contains("left out: bought (the target)", "numbers with --decimal ,: pages");
  }

  @Test
  void aFileNamesFeaturesALine() throws IOException, RegistryException {
    Path train = sessions("train.csv", 200, 1, 0.5);
    Path names = file("names.txt", "\uFEFFdevice\n\n  pages\n");
    assertThat(register(train, "bought", null, "--features-file", names.toString()))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(schema().features()).extracting(Feature::name).containsExactly("device", "pages");
    refused(
        "--features and --features-file exclude each other",
        train,
        "bought",
        "pages",
        "--features-file",
        names.toString());
    refused("without --onnx, --features is needed", "n", train, "bought", null);
  }

  @Test
  void aThresholdThatThePredictionsContradictIsRefusedWithWhatToDeclare()
      throws IOException, RegistryException {
    Path train = sessions("train.csv", 600, 1, 0.3);
    refused("--threshold 0.3", train, "bought", "*");
    assertThat(err.toString())
        .contains(
            "the model's own label is not what score ≥ 0.5 says in", "% of 600 training rows");
    refused("the model's own label is not", train, "bought", "*", "--threshold", "0.7");
    assertThat(register(train, "bought", "*", "--threshold", "0.3"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(schema().threshold()).isEqualTo(0.3);
  }

  @Test
  void regressionsTakeTheirValuesFromThePredictionColumn() throws IOException, RegistryException {
    StringBuilder rows = new StringBuilder("size,predicted,price\n");
    for (int i = 0; i < 100; i++) {
      rows.append("%d,%d.5,%d.25\n".formatted(i % 70, 2 * i, 2 * i + i % 3));
    }
    Path train = file("prices.csv", rows.toString());
    assertThat(register(train, "price", "*")).as(err.toString()).isEqualTo(ExitStatus.DONE);
    assertThat(schema().task()).isEqualTo(Task.REGRESSION);
    assertThat(baseline().outputs().performance().metrics()).containsKeys("rmse", "mae");
    refused("no finite number", "n", file("gap.csv", rows + "5,,3.5\n"), "price", "*");
    assertThat(err.toString()).contains("line 102, column 'predicted'");
  }

  @Test
  void scoresMayBeAColumnForEachClass() throws IOException, RegistryException {
    StringBuilder rows = new StringBuilder("x,prediction,p_dog,p_cat,p_bird,animal\n");
    String[] names = {"dog", "cat", "bird"};
    for (int i = 0; i < 120; i++) {
      String scores = List.of("0.7,0.2,0.1", "0.3,0.5,0.2", "0.1,0.1,0.8").get(i % 3);
      rows.append("%d,%s,%s,%s\n".formatted(i % 3, names[i % 3], scores, names[(i / 40) % 3]));
    }
    Path train = file("animals.csv", rows.toString());
    assertThat(
            register(
                train,
                "animal",
                "x",
                "--score-column",
                "p_dog,p_cat,p_bird",
                "--prediction-column",
                "prediction"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    // The order of the columns is found from the predictions.
    assertThat(schema().classes()).containsExactly("dog", "cat", "bird");
    assertThat(schema().scoreKind()).isEqualTo(ScoreKind.PROBABILITY);
    assertThat(baseline().outputs().performance().metrics()).containsKey("logLoss");
  }

  @Test
  void whatIsGuessedIsHeldAgainstTheRows() {
    Path train = file("two.csv", "x,y_pred,prediction,y\n" + "1,0,0,0\n2,1,1,1\n".repeat(30));
    refused("y_pred, prediction may each hold the predictions", train, "y", "x");
    Path text = file("text.csv", "x,prediction,y\n" + "1,no,0\n2,yes,1\n".repeat(30));
    refused("line 2, column 'prediction': 'no' names no class; known are 0, 1", text, "y", "x");
    Path scores = file("scores.csv", "x,prediction,y\n" + "1,0.25,0\n2,0.75,1\n".repeat(30));
    refused("say --score-column prediction", scores, "y", "x");
    Path counts = file("counts.csv", "x,y\n" + "1,0\n2,1\n3,2\n".repeat(30));
    refused("which may be classes or values: say --task", counts, "y", "x");
    refused("there is no column 'nothing'", counts, "y", "x", "--prediction-column", "nothing");
  }

  @Test
  void predictionColumnsAreNotForModelFiles() {
    Path train = hours("train.csv", 50, 1);
    Path onnx = examples().resolve("bike-sharing/registry/bike-demand/versions/1/model.onnx");
    assertThat(
            run(
                "register",
                "--registry",
                registry().toString(),
                "--model",
                "m",
                "--onnx",
                onnx.toString(),
                "--data",
                train.toString(),
                "--target",
                "cnt",
                "--prediction-column",
                "hr"))
        .isEqualTo(ExitStatus.WRONG_USE);
  }

  private int register(Path train, String target, String features, String... more) {
    return registerAs("m", train, target, features, more);
  }

  private int registerAs(String model, Path train, String target, String features, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("register", "--registry", registry().toString(), "--model", model));
    arguments.addAll(List.of("--data", train.toString(), "--target", target, "--force"));
    if (features != null) {
      arguments.addAll(List.of("--features", features));
    }
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private void refused(String message, Path train, String target, String features, String... more) {
    err.getBuffer().setLength(0);
    assertThat(registerAs("n", train, target, features, more)).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains(message).doesNotContain("Exception", "com.nextgen");
  }

  private void refused(String message, String model, Path train, String target, String features) {
    err.getBuffer().setLength(0);
    assertThat(registerAs(model, train, target, features)).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains(message);
  }

  private ModelSchema schema() throws IOException, RegistryException {
    return SchemaYaml.read(Files.readAllBytes(registry().resolve("m/model.yaml")));
  }

  private Baseline baseline() throws IOException {
    return BaselineJson.read(Files.readAllBytes(registry().resolve("m/versions/1/baseline.json")));
  }

  /** Sessions whose scores are right as often as they say. */
  private Path sessions(String name, int rows, long seed, double threshold) {
    Random random = new Random(seed);
    StringBuilder text =
        new StringBuilder("id,day,pages,device,returning,y_pred,y_pred_proba,bought\n");
    for (int i = 0; i < rows; i++) {
      double score = Math.round(100 * random.nextDouble()) / 100.0;
      text.append(
          String.format(
              Locale.ROOT,
              "s-%d,2026-%02d-%02d,%.2f,%s,%s,%d,%.2f,%d%n",
              i,
              1 + i % 12,
              1 + i % 28,
              10 * random.nextDouble(),
              random.nextBoolean() ? "mobile" : "desktop",
              random.nextBoolean() ? "True" : "False",
              score >= threshold ? 1 : 0,
              score,
              random.nextDouble() < score ? 1 : 0));
    }
    return file(name, text.toString());
  }
}
