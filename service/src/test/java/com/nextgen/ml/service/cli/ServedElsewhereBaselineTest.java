package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.service.app.LocalRegistry;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.inference.loading.LoadSettings;
import com.nextgen.ml.service.inference.loading.ModelOpener;
import com.nextgen.ml.service.inference.onnx.OnnxModel;
import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.training.RowFile;
import com.nextgen.ml.service.training.RowKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a model said, written to columns, makes the baseline that running the model makes. */
class ServedElsewhereBaselineTest extends RegistryCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "shopper-intent/versions/1";

  private Path train;
  private Path heldOut;

  @BeforeEach
  void registryWithoutBaseline() throws IOException {
    copy("served");
    copy("elsewhere");
    Files.delete(folder.resolve("elsewhere/" + VERSION + "/model.onnx"));
    Files.delete(folder.resolve("elsewhere/" + VERSION + "/model.sha256"));
    train = file("train.csv", String.join("\n", sessions(400, 1)) + "\n");
    heldOut = file("heldout.csv", String.join("\n", sessions(700, 2)) + "\n");
  }

  private void copy(String name) throws IOException {
    Path from = examples().resolve("online-shoppers/registry");
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path to = folder.resolve(name).resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(to);
        } else if (!path.endsWith("baseline.json")) {
          Files.copy(path, to);
        }
      }
    }
  }

  @Test
  void theOutputsPartIsThatOfTheModelItself() throws Exception {
    assertThat(baseline("served", heldOut)).as(err.toString()).isEqualTo(ExitStatus.DONE);
    assertThat(baseline("elsewhere", withPredictions(0.5)))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    ObjectNode served = outputs("served");
    assertThat(served.remove("importance")).isNotEmpty();
    ObjectNode elsewhere = outputs("elsewhere");
    elsewhere.remove("importance");
    assertThat(elsewhere).isEqualTo(served);
    assertThat(served.path("performance").path("metrics").has("auc")).isTrue();
    assertThat(served.path("groups")).isNotEmpty();
    assertThat(err.toString())
        .contains("by their names, predictions from 'y_pred' and scores from 'y_pred_proba'");
  }

  @Test
  void predictionsThatTheThresholdDoesNotGiveAreRefused() throws Exception {
    assertThat(baseline("elsewhere", withPredictions(0.02))).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString())
        .contains(
            "is not what score ≥ 0.5 says in",
            "of 700 validation rows",
            "(in model.yaml: score, threshold)");
    assertThat(folder.resolve("elsewhere/" + VERSION + "/baseline.json")).doesNotExist();
  }

  @Test
  void noColumnIsTakenWhereAnEmptyNameIsSaid() throws Exception {
    assertThat(baseline("elsewhere", withPredictions(0.02), "--prediction-column="))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(outputs("elsewhere").path("rows").asInt()).isZero();
    assertThat(out.toString()).contains("nothing about its output");
  }

  @Test
  void aVersionWithAModelFileTakesNoColumns() {
    assertThat(baseline("served", heldOut, "--prediction-column", "y_pred"))
        .isEqualTo(ExitStatus.WRONG_USE);
  }

  private int baseline(String registry, Path validation, String... more) {
    List<String> arguments =
        List.of(
            "baseline",
            "--registry",
            folder.resolve(registry).toString(),
            "--model",
            "shopper-intent",
            "--version",
            "1",
            "--data",
            train.toString(),
            "--validation",
            validation.toString());
    return run(Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private ObjectNode outputs(String registry) throws IOException {
    JsonNode document =
        JSON.readTree(folder.resolve(registry).resolve(VERSION).resolve("baseline.json").toFile());
    return (ObjectNode) document.path("outputs");
  }

  /** The held-out rows with what the model says of them. */
  private Path withPredictions(double threshold) throws Exception {
    StoredVersion stored = LocalRegistry.open(folder.resolve("served")).read("shopper-intent", 1);
    StringBuilder text = new StringBuilder();
    List<String> lines = Files.readAllLines(heldOut);
    text.append(lines.get(0)).append(",y_pred,y_pred_proba\n");
    int line = 1;
    try (OnnxModel model = ModelOpener.of(LoadSettings.DIRECT, Instant.EPOCH).open(stored);
        RowFile rows = RowFile.open(heldOut, stored.schema(), CsvFormat.DEFAULT, RowKeys.NONE)) {
      for (RowFile.Block block = rows.next(); block != null; block = rows.next()) {
        PredictionBlock said = model.predict(block.rows());
        for (int row = 0; row < said.rows(); row++) {
          double score = said.score()[row];
          text.append(lines.get(line++))
              .append(score >= threshold ? ",TRUE," : ",FALSE,")
              .append(score)
              .append('\n');
        }
      }
    }
    return file("predicted.csv", text.toString());
  }

  private static List<String> sessions(int rows, long seed) {
    Random random = new Random(seed);
    String header =
        "Administrative,Administrative_Duration,Informational,Informational_Duration,"
            + "ProductRelated,ProductRelated_Duration,BounceRates,ExitRates,PageValues,SpecialDay,"
            + "OperatingSystems,Browser,Region,TrafficType,VisitorType,Weekend,Revenue";
    return Stream.concat(
            Stream.of(header),
            random
                .doubles(rows)
                .mapToObj(
                    value ->
                        "%d,%d.5,%d,0,%d,%d,0.02,0.04,%d,0,%d,2,%d,%d,%s,%s,%s"
                            .formatted(
                                random.nextInt(5),
                                random.nextInt(90),
                                random.nextInt(3),
                                random.nextInt(40),
                                random.nextInt(900),
                                value < 0.5 ? 0 : random.nextInt(60),
                                1 + random.nextInt(3),
                                1 + random.nextInt(9),
                                1 + random.nextInt(4),
                                random.nextInt(4) == 0 ? "New_Visitor" : "Returning_Visitor",
                                random.nextBoolean() ? "TRUE" : "FALSE",
                                random.nextDouble() < value / 2 ? "TRUE" : "FALSE")))
        .toList();
  }
}
