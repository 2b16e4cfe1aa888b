package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.cli.command.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisteredMeaningTest extends RegisteredMeaningFixture {
  @ParameterizedTest
  @CsvSource({
    "linear-svc, two, 1, margin, .89",
    "ridge-classifier, two, 1, margin, .8833",
    "svc-margins, two, 1, margin, .",
    "svc-three-margins, level, '', margin, .79",
    "one-logit, two, 1, logit, .8867",
    "one-sigmoid, two, 1, probability, .8867",
    "small-margin, two, 1, margin, .8867",
    "codes, codes, 4, probability, .8867",
    "codes-zipmap, long, 20240117, probability, .8867",
    "long-codes, long, 20240117, probability, .8867",
    "even-forest, two, 1, probability, .",
    "words-in-own-order, level, '', probability, .7933",
  })
  void predictionsEqualThoseOfTheFile(
      String name, String target, String positive, String kind, String accuracy) throws Exception {
    String[] more =
        positive.isEmpty() ? new String[0] : new String[] {"--positive-class", positive};
    assertThat(register(name, target, more)).as(err.toString()).isEqualTo(ExitStatus.DONE);
    assertThat(schema().scoring().kind()).isEqualTo(ScoreKind.parse(kind));
    assertThat(out.toString()).contains("score: " + kind);
    if (accuracy.length() > 1) {
      assertThat(baseline().outputs().performance().metrics().get("accuracy"))
          .isCloseTo(Double.parseDouble("0" + accuracy), within(1e-4));
    }
    assertThat(baseline().outputs().performance().metrics().containsKey("brier"))
        .isEqualTo(kind.equals("probability"));
    // Half of the small margins, and of the forest's shares, are one number, which has no rank.
    if (schema().task() == Task.BINARY_CLASSIFICATION
        && !List.of("small-margin", "even-forest").contains(name)) {
      assertThat(baseline().outputs().performance().metrics().get("auc")).isGreaterThan(0.8);
    }
    JsonNode labels = expected(name).path("labels");
    if (!labels.isMissingNode()) {
      assertThat(predicted(name)).isEqualTo(texts(labels));
    }
  }

  @Test
  void aSingleLogitIsPositiveFromZero() throws Exception {
    assertThat(register("one-logit", "two")).isEqualTo(ExitStatus.DONE);
    List<String> signs = new ArrayList<>();
    expected("one-logit")
        .path("scores")
        .forEach(row -> signs.add(row.get(0).asDouble() >= 0 ? "1" : "0"));
    assertThat(predicted("one-logit")).isEqualTo(signs).contains("0", "1");
  }

  @Test
  void halfOfTheVotesIsNegativeIfTheFileSaysSo() throws Exception {
    assertThat(register("even-forest", "two")).isEqualTo(ExitStatus.DONE);
    assertThat(schema().threshold()).isGreaterThan(0.5).isLessThan(0.5000002);
    boolean tie = false;
    for (JsonNode row : expected("even-forest").path("scores")) {
      tie |= row.get(1).asDouble() == 0.5;
    }
    assertThat(tie).as("the rows have scores of exactly one half").isTrue();
  }

  @Test
  void refusesARuleThatContradictsTheFileUnlessDeclared() throws Exception {
    refused(
        "the model's own label is not what score ≥ 0.5 says in 15.3 % of 300 validation rows: declare --score margin, where its labels decide, or --threshold 0.2",
        "own-threshold", "two");
    assertThat(register("own-threshold", "two", "--threshold", "0.2")).isEqualTo(ExitStatus.DONE);
    assertThat(schema().threshold()).isEqualTo(0.2);
    assertThat(predicted("own-threshold"))
        .isEqualTo(texts(expected("own-threshold").path("labels")));
  }

  @Test
  void refusesTwoLogitsWithoutALabel() throws Exception {
    String[] order = {"--classes", "0,1"};
    refused("end the model with a softmax, or give it a label", "two-logits", "two", order);
    assertThat(err.toString()).contains("of 300 validation rows the higher one is not");
    refused(
        "the higher one is not",
        "two-logits-softmax",
        "two",
        "--classes",
        "0,1",
        "--score",
        "logit");
    assertThat(register("two-logits-softmax", "two", order)).isEqualTo(ExitStatus.DONE);
    assertThat(baseline().outputs().performance().metrics().get("accuracy"))
        .isCloseTo(0.8867, within(1e-4));
  }

  @Test
  void usesClassNamesOfTheFileInAnyOrder() throws Exception {
    String[] order = {"--classes", "20240117,10000019", "--positive-class", "20240117"};
    assertThat(register("codes-zipmap", "long", order)).as(err.toString()).isZero();
    assertThat(predicted("codes-zipmap")).isEqualTo(texts(expected("codes-zipmap").path("labels")));
  }

  @Test
  void wrongClassNamesInTheFileNeedForce() throws Exception {
    String swapped =
        Files.readString(meanings("heldout.csv"))
            .replace(",2,", ",#,")
            .replace(",4,", ",2,")
            .replace(",#,", ",4,");
    Path rows = file("swapped.csv", swapped);
    String[] options = {"--target", "codes", "--positive-class", "4"};
    assertThat(run("codes", meanings("train.csv"), rows, options)).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("worse than chance", "--force").doesNotContain("say --cl");
    options = new String[] {"--target", "codes", "--positive-class", "4", "--force"};
    assertThat(run("codes", meanings("train.csv"), rows, options)).isEqualTo(ExitStatus.DONE);
  }

  @Test
  void asksForTheOrderOfNumberedClasses() throws Exception {
    refused(
        "which is 0? Say it with --classes a,b,…, in the order of the model's scores or numbers; of 300 validation rows low,mid,high makes 79 % right",
        "numbered-levels", "level");
    refused(
        "the order of classes high, low, mid makes",
        "numbered-levels",
        "level",
        "--classes",
        "high,low,mid");
    assertThat(err.toString()).contains("say --classes low,mid,high if that is the model's");
    refused(
        "--classes leaves out mid; the classes are high, low, mid",
        "numbered-levels",
        "level",
        "--classes",
        "low,high");
    assertThat(register("numbered-levels", "level", "--classes", "low,mid,high"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(schema().classes()).containsExactly("low", "mid", "high");
    List<String> words =
        texts(expected("numbered-levels").path("labels")).stream()
            .map(place -> List.of("low", "mid", "high").get(Integer.parseInt(place)))
            .toList();
    assertThat(predicted("numbered-levels")).isEqualTo(words);
  }

  @Test
  void refusesAnOrderThatContradictsTheLabels() {
    refused(
        "is not the order of the model's scores: by its own labels that is mid, low, high",
        "words-in-own-order",
        "level",
        "--classes",
        "low,mid,high");
    refused("scores are named for other classes than its labels", "svc-margins-zipmap", "two");
  }

  @Test
  void aModelWorseThanChanceNeedsForce() throws Exception {
    refused("worse than chance on 300 validation rows: AUC 0.03", "backwards", "two");
    refused(
        "worse than the mean of the target on 300 validation rows: R² -", "other-unit", "value");
    assertThat(err.toString()).contains("Nothing was registered; --force");
    assertThat(registry()).doesNotExist();
    assertThat(register("regression", "value")).as(err.toString()).isEqualTo(ExitStatus.DONE);
    assertThat(register("other-unit", "value", "--force", "--alias", "shadow"))
        .isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).contains("warning: the model is worse than the mean");
  }

  @Test
  void usesTrainingRowsForTheOrderIfValidationHasOneClass() throws Exception {
    Path alike =
        file(
            "alike.csv",
            Files.readAllLines(meanings("heldout.csv")).stream()
                .filter(line -> line.startsWith("a,") || line.split(",", -1)[3].equals("1"))
                .collect(Collectors.joining("\n", "", "\n")));
    Path training = meanings("train.csv");
    String[] said = {"--target", "two", "--positive-class", "1", "--classes", "1,0"};
    assertThat(run("two-logits-softmax", training, alike, said)).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("training rows");
  }
}
