package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.yaml.SchemaYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model file and its training rows become a watched model, or a reason why not. */
class RegisterCommandTest extends RegistryCommandsTest {
  private static final Path BIKES =
      examples().resolve("bike-sharing/registry/bike-demand/versions/1/model.onnx");
  private static final Path SHOPPERS =
      examples().resolve("online-shoppers/registry/shopper-intent/versions/1/model.onnx");

  @Test
  void registersAMatrixWithNamedColumnsInOneCommand() throws IOException, RegistryException {
    // The file's columns stand in another order than the tensor's.
    Path train = hours("train.csv", 800, 1);
    Path heldOut = hours("heldout.csv", 200, 2);
    assertThat(register(BIKES, train, "cnt", "--validation", heldOut.toString()))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    ModelSchema schema = schema();
    assertThat(schema.task()).isEqualTo(Task.REGRESSION);
    assertThat(schema.target()).isEqualTo("cnt");
    assertThat(schema.features())
        .extracting(Feature::name)
        .containsExactly(
            "hr",
            "holiday",
            "weekday",
            "workingday",
            "weathersit",
            "temp",
            "atemp",
            "hum",
            "windspeed");
    assertThat(schema.features().get(1).type()).isEqualTo(FeatureType.BOOLEAN);
    assertThat(schema.features().get(0).type()).isEqualTo(FeatureType.NUMERIC);
    Baseline baseline = baseline(1);
    assertThat(baseline.rows()).isEqualTo(800);
    assertThat(baseline.inSample()).isFalse();
    assertThat(baseline.outputs().performance().metrics()).containsKey("rmse");
    assertThat(Files.readString(registry().resolve("m/aliases.yaml"))).contains("production: 1");
    assertThat(out.toString())
        .contains(
            "regression of 'cnt' from 9 features", "m/1 is in", "production of m is version 1");
    assertThat(err.toString()).contains("800 training rows looked at", "rows explained");
  }

  @Test
  void registersOneInputPerFeatureWithTextsAndAClassifier() throws IOException, RegistryException {
    Path train = sessions(300, true);
    assertThat(register(SHOPPERS, train, "Revenue", "--group", "VisitorType"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    ModelSchema schema = schema();
    assertThat(schema.task()).isEqualTo(Task.BINARY_CLASSIFICATION);
    assertThat(schema.classes()).containsExactly("false", "true");
    assertThat(schema.positiveClass()).isEqualTo("true");
    assertThat(schema.labelSpellings())
        .containsEntry("TRUE", "true")
        .containsEntry("FALSE", "false");
    assertThat(schema.features())
        .contains(
            Feature.numeric("PageValues"), Feature.categorical("Region"), Feature.bool("Weekend"));
    assertThat(schema.groups())
        .extracting(group -> group.attribute())
        .containsExactly("VisitorType");
    assertThat(baseline(1).inSample()).isTrue();
    assertThat(out.toString())
        .contains("classes in the order of the model's probabilities: false, true; positive: true");
  }

  @Test
  void inputsThatAConverterRenamedKeepTheNamesOfTheirColumns()
      throws IOException, RegistryException {
    StringBuilder text = new StringBuilder("last-seen,gap,first seen\n");
    for (int i = 0; i < 60; i++) {
      text.append(i * 7 % 60 + i).append(',').append(i * 7 % 60).append(',').append(i).append('\n');
    }
    Path rows = file("gaps.csv", text.toString());
    for (int version = 1; version <= 2; version++) {
      assertThat(register(fixture("difference-int64"), rows, "gap"))
          .as(err.toString())
          .isEqualTo(ExitStatus.DONE);
    }
    assertThat(schema().features())
        .containsExactly(
            Feature.numeric("first seen").withInput("first_seen"),
            Feature.numeric("last-seen").withInput("last_seen"));
    assertThat(Files.readString(registry().resolve("m/model.yaml"))).contains("input: first_seen");
    assertThat(out.toString()).contains("first seen: numeric, the model's input 'first_seen'");
    assertThat(baseline(1).outputs().performance().metrics().get("rmse")).isZero();
  }

  @Test
  void aNewVersionKeepsTheSchemaAndIsNotPromoted() throws IOException, RegistryException {
    Path train = hours("train.csv", 200, 1);
    register(BIKES, train, "cnt");
    Path yaml = registry().resolve("m/model.yaml");
    Files.writeString(yaml, Files.readString(yaml).replace("task:", "owner: team-bikes\ntask:"));
    assertThat(register(BIKES, train, "cnt")).as(err.toString()).isEqualTo(ExitStatus.DONE);
    assertThat(schema().owner()).isEqualTo("team-bikes");
    assertThat(registry().resolve("m/versions/2/model.yaml")).doesNotExist();
    assertThat(baseline(2).rows()).isEqualTo(200);
    assertThat(Files.readString(registry().resolve("m/aliases.yaml"))).doesNotContain("2");
    assertThat(out.toString()).contains("./ml-service promote --model m --version 2");
    assertThat(register(BIKES, train, "cnt", "--alias", "shadow")).isEqualTo(ExitStatus.DONE);
    assertThat(Files.readString(registry().resolve("m/aliases.yaml")))
        .contains("production: 1", "shadow: 3");
    refused("says target: cnt, not hum", BIKES, train, "hum");
    refused("says features: hr", BIKES, train, "cnt", "--features", reversed());
  }

  @Test
  void refusesColumnsThatDoNotFitTheInputs() {
    Path train = hours("train.csv", 50, 1);
    refused("there is no column 'Administrative'", SHOPPERS, train, "cnt");
    refused("there is no column 'nothing'", BIKES, train, "nothing");
    refused(
        "has 9 columns, --features names 2: hr, temp",
        BIKES,
        train,
        "cnt",
        "--features",
        "hr,temp");
    refused("the target 'hum' is among the model's features", BIKES, train, "hum");
    refused("--positive-class is for two classes", BIKES, train, "cnt", "--positive-class", "1");
    refused(
        "takes numbers for feature 'hr', its column holds texts such as 'noon'",
        BIKES,
        file("text.csv", HEADER + "\n5,noon,true,0,1,1,0.1,0.1,0.1,0.1\n"),
        "cnt");
    refused(
        "texts such as '0,1'; if these are numbers, say --decimal ,",
        BIKES,
        file(
            "comma.csv",
            (HEADER + "\n5,5,true,0,1,1,0#1,0#1,0#1,0.1\n").replace(',', ';').replace('#', ',')),
        "cnt");
    refused("the file has no rows", BIKES, file("none.csv", HEADER + "\n"), "cnt");
    refused("line 2 has 3 fields", BIKES, file("short.csv", HEADER + "\n1,2,3\n"), "cnt");
    for (Path absent : List.of(folder.resolve("absent.csv"), folder.resolve("absent.onnx"))) {
      String told = absent + ": there is no such file; check the path";
      boolean model = absent.toString().endsWith("onnx");
      refused(told, model ? absent : BIKES, model ? train : absent, "cnt");
      assertThat(err.toString()).containsOnlyOnce(absent.toString());
    }
    refused(
        folder.resolve("absent.csv") + ": there is no such file",
        BIKES,
        train,
        "cnt",
        "--validation",
        folder.resolve("absent.csv").toString());
    assertThat(err.toString()).doesNotContain(train.toString());
    refused("is not an ONNX file", file("broken.onnx", "not a model"), train, "cnt");
    refused(
        "holds texts such as 'many'",
        BIKES,
        file(
            "texts.csv",
            HEADER
                + "\nmany,1,true,0,1,1,0.1,0.1,0.1,0.1\nfew,1,true,0,1,1,1,1,1,1\nno,1,true,0,1,1,1,1,1,1\n"),
        "cnt");
    refused(
        "names one class only",
        SHOPPERS,
        sessions(5, false),
        "Revenue",
        "--task",
        "binary-classification");
    assertThat(registry()).doesNotExist();
  }

  @Test
  void doesNotAssumeTheColumnOrderOfAMatrix() throws IOException, RegistryException {
    Path rows = file("animals.csv", "y,x,animal\n" + "1,2,cat\n3,4,dog\n5,6,bird\n".repeat(20));
    refused(
        "does not name its columns: name them with --features",
        fixture("three-classes-tensor"),
        rows,
        "animal");
    assertThat(register(fixture("three-classes-tensor"), rows, "animal", "--features", "x,y"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(schema().features()).containsExactly(Feature.numeric("x"), Feature.numeric("y"));
    assertThat(schema().task()).isEqualTo(Task.MULTICLASS_CLASSIFICATION);
    assertThat(schema().classes()).containsExactly("bird", "cat", "dog");
    refused(
        "says features: x, y, not y, x",
        fixture("three-classes-tensor"),
        rows,
        "animal",
        "--features",
        "y,x");
  }

  @Test
  void asksForThePositiveClass() throws IOException, RegistryException {
    Path rows = file("answers.csv", "x,y,answer\n" + "1,2,no\n3,4,yes\n".repeat(20));
    Path onnx = fixture("single-score");
    refused(
        "which of the classes no, yes is the positive one",
        onnx,
        rows,
        "answer",
        "--features",
        "x,y");
    refused(
        "'maybe' is no class",
        onnx,
        rows,
        "answer",
        "--features",
        "x,y",
        "--positive-class",
        "maybe");
    assertThat(register(onnx, rows, "answer", "--features", "x,y", "--positive-class", "yes"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(schema().task()).isEqualTo(Task.BINARY_CLASSIFICATION);
    assertThat(schema().positiveClass()).isEqualTo("yes");
  }

  @Test
  void reportsWrongUsageBeforeReadingFiles() {
    Path train = hours("train.csv", 20, 1);
    assertThat(run("register", "--model", "m")).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(register("../m", BIKES, train, "cnt")).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(register(BIKES, train, "cnt", "--alias", "a/b")).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(register(BIKES, train, "cnt", "--task", "guessing")).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(register(BIKES, train, "hr", "--features", "hr,temp"))
        .isEqualTo(ExitStatus.WRONG_USE);
    assertThat(err.toString()).doesNotContain("Exception", "com.nextgen");
  }

  private void refused(String message, Path onnx, Path train, String target, String... more) {
    err.getBuffer().setLength(0);
    assertThat(register(onnx, train, target, more)).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains(message).doesNotContain("Exception", "com.nextgen");
  }

  private int register(Path onnx, Path train, String target, String... more) {
    return register("m", onnx, train, target, more);
  }

  private int register(String model, Path onnx, Path train, String target, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("register", "--registry", registry().toString(), "--model", model));
    arguments.addAll(List.of("--onnx", onnx.toString(), "--data", train.toString()));
    // What these rows hold is made up: no model does better than chance on them.
    arguments.addAll(List.of("--target", target, "--force"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private static Path fixture(String name) {
    return examples().resolveSibling("service/src/test/resources/onnx/" + name + ".onnx");
  }

  private static String reversed() {
    return "windspeed,hum,atemp,temp,weathersit,workingday,weekday,holiday,hr";
  }

  private ModelSchema schema() throws IOException, RegistryException {
    return SchemaYaml.read(Files.readAllBytes(registry().resolve("m/model.yaml")));
  }

  private Baseline baseline(int version) throws IOException {
    return BaselineJson.read(
        Files.readAllBytes(registry().resolve("m/versions/" + version + "/baseline.json")));
  }

  private Path sessions(int rows, boolean purchases) {
    StringBuilder text =
        new StringBuilder(
            "Administrative,Administrative_Duration,Informational,Informational_Duration,"
                + "ProductRelated,ProductRelated_Duration,BounceRates,ExitRates,PageValues,SpecialDay,"
                + "Month,OperatingSystems,Browser,Region,TrafficType,VisitorType,Weekend,Revenue\n");
    for (int i = 0; i < rows; i++) {
      text.append(
          "%d,%d.5,0,0,%d,10.5,0.02,0.04,%d,0,Mar,%d,2,%d,%d,%s,%s,%s%n"
              .formatted(
                  i % 5,
                  i % 90,
                  i % 40,
                  i % 30,
                  1 + i % 3,
                  1 + i % 9,
                  1 + i % 4,
                  i % 4 == 0 ? "New_Visitor" : "Returning_Visitor",
                  i % 7 < 2 ? "TRUE" : "FALSE",
                  purchases && i % 6 == 0 ? "TRUE" : "FALSE"));
    }
    return file("sessions-" + rows + ".csv", text.toString());
  }
}
