package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.Dependence;
import com.nextgen.ml.monitoring.baseline.FeatureImportance;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.cli.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BaselineCommandTest extends RegistryCommandsTest {

  @BeforeEach
  void registryWithoutBaseline() throws IOException {
    copyRegistry();
  }

  @Test
  void capturesInputsFromTrainingAndOutputsFromValidationRows() throws IOException {
    Path train = hours("train.csv", 1500, 1);
    Path validation = hours("validation.csv", 300, 2);
    assertThat(baseline(train, "--validation", validation.toString())).isEqualTo(ExitStatus.DONE);
    Baseline baseline = read();
    assertThat(baseline.model()).isEqualTo("bike-demand");
    assertThat(baseline.rows()).isEqualTo(1500);
    assertThat(baseline.inSample()).isFalse();
    assertThat(baseline.outputs().rows()).isEqualTo(300);
    assertThat(baseline.counts().output(Column.SCORE).orElseThrow().count()).isEqualTo(300);
    assertThat(baseline.outputs().performance().labelled()).isEqualTo(300);
    assertThat(baseline.outputs().performance().metrics())
        .containsOnlyKeys("bias", "mae", "mape", "r2", "rmse");
    assertThat(baseline.outputs().importance())
        .extracting(FeatureImportance::feature)
        .startsWith("hr", "holiday")
        .hasSize(9);
    NumericCounts temperature = (NumericCounts) baseline.counts().input("temp").orElseThrow();
    assertThat(temperature.bins().precision()).isEqualTo(Precision.FLOAT32);
    assertThat(baseline.counts().input("atemp").orElseThrow().missing()).isPositive();
    CategoricalCounts weekday =
        (CategoricalCounts) baseline.counts().input("weekday").orElseThrow();
    assertThat(weekday.bins().named()).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5", "6");
    assertThat(err.toString()).contains("1,500 training rows counted", "200 rows explained");
    assertThat(out.toString()).contains("baseline of bike-demand/1", "most important");
  }

  @Test
  void marksOutputsInSampleWithoutValidation() throws IOException {
    assertThat(baseline(hours("train.csv", 200, 1))).isEqualTo(ExitStatus.DONE);
    assertThat(read().inSample()).isTrue();
    assertThat(read().outputs().rows()).isEqualTo(200);
    assertThat(out.toString()).contains("in-sample");
  }

  @Test
  void neverReplacesABaseline() throws IOException {
    Path train = hours("train.csv", 60, 1);
    baseline(train);
    byte[] before = Files.readAllBytes(document());
    assertThat(baseline(train)).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("bike-demand/1 has a baseline already");
    assertThat(document()).hasBinaryContent(before);
  }

  @Test
  void capturesInputsOfAModelServedElsewhere() throws IOException {
    Files.delete(document().resolveSibling("model.onnx"));
    Files.delete(document().resolveSibling("model.sha256"));
    assertThat(baseline(hours("train.csv", 100, 1))).isEqualTo(ExitStatus.DONE);
    assertThat(read().sha256()).isEmpty();
    assertThat(read().inSample()).isTrue();
    assertThat(out.toString()).contains("nothing about its output");
  }

  @Test
  void errorsNameFileLineAndColumn() {
    refused(
        file("short.csv", HEADER + "\n1,2,true\n"),
        "short.csv: line 2 has 3 fields",
        "header has 10");
    refused(
        file("text.csv", HEADER + "\n5,1,true,0,1,1,0.1,0.1,0.1,0.1\n5,x,true,0,1,1,1,1,1,1\n"),
        "text.csv: line 3, column 'hr': 'x' is not a number");
    refused(
        file("label.csv", HEADER + "\nmany,1,true,0,1,1,0.1,0.1,0.1,0.1\n"),
        "label.csv: line 2, column 'cnt': 'many' is not a number");
    refused(file("columns.csv", "cnt,hr\n1,2\n"), "there is no column 'holiday', 'weekday'");
    refused(file("none.csv", HEADER + "\n"), "none.csv", "at least one training row");
    refused(file("empty.csv", ""), "empty.csv", "the file is empty");
    refused(folder.resolve("absent.csv"), "absent.csv: there is no such file; check the path");
    assertThat(err.toString()).containsOnlyOnce("absent.csv");
    assertThat(document()).doesNotExist();
  }

  @Test
  void acceptsOtherSpellingsOfMissingValues() throws IOException {
    Path rows = file("rows.csv", HEADER + "\n5,?,true,0,1,1,-,0.1,0.1,0.1\n");
    assertThat(baseline(rows, "--missing", "?,-")).isEqualTo(ExitStatus.DONE);
    assertThat(read().counts().input("hr").orElseThrow().missing()).isEqualTo(1);
    assertThat(read().counts().input("temp").orElseThrow().missing()).isEqualTo(1);
  }

  @Test
  void countsClustersAndHoursInBlocks() throws IOException {
    StringBuilder rows = new StringBuilder("user,at," + HEADER + "\n");
    for (int i = 0; i < 1_200; i++) {
      int user = i / 20;
      rows.append("u%d,2026-01-%02dT%02d:00:00Z,".formatted(user, 1 + i / 24 % 28, i % 24))
          .append("5,%d,true,0,1,1,0.%d,0.1,0.1,0.1\n".formatted(i % 24, user % 10));
    }
    Path train = file("train.csv", rows.toString());
    assertThat(baseline(train, "--cluster-column", "user")).isEqualTo(ExitStatus.DONE);
    Dependence clusters = read().dependence();
    assertThat(clusters.kind()).isEqualTo(Dependence.Kind.CLUSTER);
    int temp = read().layout().columns().stream().map(Column::name).toList().indexOf("temp");
    assertThat(clusters.whole().orElseThrow().inputs().get(temp).mean()).isBetween(12.0, 28.0);
    assertThat(clusters.whole().orElseThrow().inputs().get(0).mean()).isLessThan(2);

    Files.delete(document());
    assertThat(baseline(train, "--time-column", "at")).isEqualTo(ExitStatus.DONE);
    assertThat(read().dependence().kind()).isEqualTo(Dependence.Kind.TIME);
    assertThat(read().dependence().of(Window.parse("1h")).orElseThrow().blocks()).isGreaterThan(20);

    Files.delete(document());
    assertThat(baseline(train, "--time-column", "user")).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("train.csv: line 2, column 'user': 'u0' is not a time");
    assertThat(baseline(train, "--time-column", "when")).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("there is no column 'when'");
    assertThat(baseline(train, "--time-column", "at", "--cluster-column", "user"))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("exclude each other");
  }

  @Test
  void refusesUnknownVersionsAndNames() {
    Path train = hours("train.csv", 60, 1);
    String[] asked = {"--registry", registry().toString(), "--data", train.toString()};
    assertThat(
            run(
                "baseline",
                "--model",
                "bike-demand",
                "--version",
                "7",
                asked[0],
                asked[1],
                asked[2],
                asked[3]))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("'bike-demand' has no version 7");
    assertThat(
            run(
                "baseline",
                "--model",
                "../x",
                "--version",
                "1",
                asked[0],
                asked[1],
                asked[2],
                asked[3]))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(run("baseline", "--model", "bike-demand")).isEqualTo(ExitStatus.WRONG_USE);
  }

  private void refused(Path train, String... messages) {
    err.getBuffer().setLength(0);
    assertThat(baseline(train)).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains(messages).doesNotContain("Exception", "com.nextgen");
  }

  private int baseline(Path train, String... more) {
    String[] arguments = {
      "baseline",
      "--registry",
      registry().toString(),
      "--model",
      "bike-demand",
      "--version",
      "1",
      "--data",
      train.toString()
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return run(all);
  }

  private Path document() {
    return registry().resolve("bike-demand/versions/1/baseline.json");
  }

  private Baseline read() throws IOException {
    return BaselineJson.read(Files.readAllBytes(document()));
  }
}
