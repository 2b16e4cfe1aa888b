package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.inference.onnx.OnnxModel;
import com.nextgen.ml.service.inference.onnx.OnnxRuntime;
import com.nextgen.ml.service.registry.yaml.SchemaYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Registers models of the fixtures whose outputs mean different things. */
abstract class RegisteredMeaningFixture extends RegistryCommandsTest {
  void refused(String message, String name, String target, String... more) {
    err.getBuffer().setLength(0);
    assertThat(register(name, target, more)).as(out.toString()).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains(message).doesNotContain("Exception", "com.nextgen");
  }

  int register(String name, String target, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    if (target != null) {
      arguments.addAll(List.of("--target", target));
    }
    return run(
        name, meanings("train.csv"), meanings("heldout.csv"), arguments.toArray(String[]::new));
  }

  int run(String name, Path train, Path heldOut, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("register", "--registry", registry().toString(), "--model", "m"));
    arguments.addAll(List.of("--onnx", meanings(name + ".onnx").toString(), "--features", "a,b,c"));
    arguments.addAll(List.of("--data", train.toString(), "--validation", heldOut.toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  /** The classes of the first held-out rows, by the schema that was registered. */
  List<String> predicted(String name) throws Exception {
    ModelSchema schema = schema();
    return Arrays.stream(said(name).classIndex()).mapToObj(schema.classes()::get).toList();
  }

  PredictionBlock said(String name) throws Exception {
    List<String> lines = Files.readAllLines(meanings("heldout.csv")).subList(1, 61);
    double[] numbers =
        lines.stream()
            .flatMap(line -> Arrays.stream(line.split(",")).limit(3))
            .mapToDouble(Double::parseDouble)
            .toArray();
    byte[] onnx = Files.readAllBytes(meanings(name + ".onnx"));
    try (OnnxModel model = new OnnxRuntime().open(onnx, schema())) {
      return model.predict(new RowBlock(lines.size(), numbers, new String[0]));
    }
  }

  ModelSchema schema() throws Exception {
    return SchemaYaml.read(Files.readAllBytes(registry().resolve("m/model.yaml")));
  }

  Baseline baseline() throws Exception {
    return BaselineJson.read(Files.readAllBytes(registry().resolve("m/versions/1/baseline.json")));
  }

  static JsonNode expected(String name) throws Exception {
    return new com.fasterxml.jackson.databind.json.JsonMapper()
        .readTree(meanings("expected.json").toFile())
        .path(name);
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  static Path meanings(String name) {
    return examples().resolveSibling("service/src/test/resources/meaning").resolve(name);
  }
}
