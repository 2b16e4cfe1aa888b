package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.inference.onnx.OnnxModel;
import com.nextgen.ml.service.inference.onnx.OnnxRuntime;
import com.nextgen.ml.service.registry.yaml.SchemaYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the outputs of real models mean is found, asked for or refused; predictions are those of the
 * model's file. Made by {@code examples/fixtures/make_meanings.py}.
 */
class RegisteredMeaningTest extends RegistryCommandsTest {

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
  void predictionsAreTheFilesOwn(
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
  void oneLogitIsPositiveFromZeroOn() throws Exception {
    assertThat(register("one-logit", "two")).isEqualTo(ExitStatus.DONE);
    List<String> signs = new ArrayList<>();
    expected("one-logit")
        .path("scores")
        .forEach(row -> signs.add(row.get(0).asDouble() >= 0 ? "1" : "0"));
    assertThat(predicted("one-logit")).isEqualTo(signs).contains("0", "1");
  }

  @Test
  void halfTheVotesAreNegativeWhereTheFileSaysSo() throws Exception {
    assertThat(register("even-forest", "two")).isEqualTo(ExitStatus.DONE);
    assertThat(schema().threshold()).isGreaterThan(0.5).isLessThan(0.5000002);
    boolean tie = false;
    for (JsonNode row : expected("even-forest").path("scores")) {
      tie |= row.get(1).asDouble() == 0.5;
    }
    assertThat(tie).as("the rows have scores of exactly one half").isTrue();
  }

  @Test
  void aRuleThatIsNotTheFilesIsRefusedUntilItIsDeclared() throws Exception {
    refused(
        "the model's own label is not what score ≥ 0.5 says in 15.3 % of 300 validation rows: declare --score margin, where its labels decide, or --threshold 0.2",
        "own-threshold", "two");
    assertThat(register("own-threshold", "two", "--threshold", "0.2")).isEqualTo(ExitStatus.DONE);
    assertThat(schema().threshold()).isEqualTo(0.2);
    assertThat(predicted("own-threshold"))
        .isEqualTo(texts(expected("own-threshold").path("labels")));
  }

  @Test
  void twoLogitsWithoutALabelAreNotServedByOneOfThem() throws Exception {
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
  void namesInTheFileAreTakenInWhateverOrderTheClassesAreSaid() throws Exception {
    String[] order = {"--classes", "20240117,10000019", "--positive-class", "20240117"};
    assertThat(register("codes-zipmap", "long", order)).as(err.toString()).isZero();
    assertThat(predicted("codes-zipmap")).isEqualTo(texts(expected("codes-zipmap").path("labels")));
  }

  @Test
  void aFileWhoseNamedClassesAreTheWrongOnesIsRegisteredByForceAlone() throws Exception {
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
  void scoresThatAreNoNumbersHaveNoMeaning() throws Exception {
    Path missing = file("missing.csv", "a,b,c,two\n" + ",,,1\n,,,0\n".repeat(20));
    String[] options = {"--target", "two", "--score", "probability"};
    assertThat(run("one-sigmoid", meanings("train.csv"), missing, options))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("no score that is a number on any of 40 validation rows");
  }

  @Test
  void anOptionThatCannotBeOfTheScoreIsSaid() {
    refused("threshold must be between 0 and 1", "one-sigmoid", "two", "--threshold", "7");
    refused("the task is regression", "regression", "value", "--threshold", "3");
    refused("the task is regression", "regression", "value", "--score", "probability");
  }

  @Test
  void numberedClassesNeedTheirOrder() throws Exception {
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
  void anOrderAgainstTheFilesOwnLabelsIsRefused() {
    refused(
        "is not the order of the model's scores: by its own labels that is mid, low, high",
        "words-in-own-order",
        "level",
        "--classes",
        "low,mid,high");
    refused("scores are named for other classes than its labels", "svc-margins-zipmap", "two");
  }

  @ParameterizedTest
  @CsvSource({
    "two-columns, two, '', 'more than one output could be the scores: i0, i1'",
    "columns, level, 'low,mid,high', 'an output for each class, which are not read: low, mid, high'",
  })
  void scoresInAnOutputForEachClassAreNotLeftOutInSilence(
      String name, String target, String classes, String message) throws Exception {
    String[] order = classes.isEmpty() ? new String[0] : new String[] {"--classes", classes};
    refused(message, name, target, order);
    assertThat(err.toString())
        .contains(
            "skl2onnx: options={'zipmap': False}", "or take its labels alone with --score none");
    List<String> more = new ArrayList<>(List.of("--score", "none"));
    more.addAll(List.of(order));
    assertThat(register(name, target, more.toArray(String[]::new)))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    List<String> labels = texts(expected(name).path("labels"));
    if (!classes.isEmpty()) {
      labels.replaceAll(place -> classes.split(",", -1)[Integer.parseInt(place)]);
    }
    assertThat(predicted(name)).isEqualTo(labels);
  }

  @Test
  void labelsAloneAreTakenWhereScoresDoNotCount() throws Exception {
    assertThat(register("svc-margins-zipmap", "two", "--score", "none"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(predicted("svc-margins-zipmap"))
        .isEqualTo(texts(expected("svc-margins-zipmap").path("labels")));
    assertThat(baseline().counts().output(Column.SCORE)).isEmpty();
  }

  @Test
  void whatScoresAreMustFitThemAndTheTask() {
    refused(
        "scores are no probabilities: one of the validation rows has",
        "linear-svc",
        "two",
        "--score",
        "probability");
    refused(
        "score: none needs a label, and the model gives none",
        "one-logit",
        "two",
        "--score",
        "none");
    assertThat(register("linear-svc", "two", "--score", "odds")).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(register("linear-svc", "two", "--score", "value")).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(register("linear-svc", "two", "--task", "clustering"))
        .isEqualTo(ExitStatus.WRONG_USE);
    assertThat(register("k-means", null)).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(err.toString()).contains("--target is needed");
    assertThat(register("linear-svc", "two", "--threshold", "much"))
        .isEqualTo(ExitStatus.WRONG_USE);
    assertThat(registry()).doesNotExist();
  }

  @Test
  void scoresThatNothingTellsOfAreAskedFor() throws Exception {
    Path few = file("few.csv", "a,b,c,two\n0,0,0,1\n1,0,0,1\n-1,0,0,0\n");
    err.getBuffer().setLength(0);
    assertThat(run("one-sigmoid", few, few, "--target", "two")).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("say it with --score probability, margin or logit");
    assertThat(run("one-sigmoid", few, few, "--target", "two", "--score", "probability"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
  }

  @Test
  void aModelWorseThanChanceIsRegisteredByForceAlone() throws Exception {
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
  void validationRowsOfOneClassLeaveTheOrderToTrainingRows() throws Exception {
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

  @Test
  void aLaterVersionWhoseScoresMeanSomethingElseIsRefused() throws Exception {
    assertThat(register("one-sigmoid", "two")).isEqualTo(ExitStatus.DONE);
    refused("scores are no probabilities", "one-logit", "two");
    refused("says score: probability, not logit", "one-logit", "two", "--score", "logit");
    refused("says threshold: 0.5, not 0.7", "one-sigmoid", "two", "--threshold", "0.7");
  }

  @Test
  void anomaliesHaveTheFilesLabelsAndScores() throws Exception {
    assertThat(register("isolation-forest", null, "--task", "anomaly-detection"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(schema().classes()).containsExactly("-1", "1");
    assertThat(schema().scoreKind()).isEqualTo(ScoreKind.VALUE);
    assertThat(predicted("isolation-forest"))
        .isEqualTo(texts(expected("isolation-forest").path("labels")))
        .contains("-1", "1");
    assertThat(said("isolation-forest").score()[0])
        .isCloseTo(expected("isolation-forest").at("/scores/0/0").asDouble(), within(1e-6));
    assertThat(baseline().counts().output(Column.SCORE)).isPresent();
    assertThat(baseline().counts().output(Column.PREDICTED_CLASS)).isPresent();
    assertThat(baseline().outputs().performance()).isNull();
  }

  @Test
  void clustersAreNamedByTheirNumbers() throws Exception {
    assertThat(register("k-means", null, "--task", "clustering"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(schema().classes()).containsExactly("0", "1", "2", "3");
    List<String> labels = texts(expected("k-means").path("labels"));
    assertThat(predicted("k-means")).isEqualTo(labels);
    int nearest = Integer.parseInt(labels.get(0));
    assertThat(said("k-means").score()[0])
        .as("the distance from the row's own cluster")
        .isCloseTo(expected("k-means").at("/scores/0/" + nearest).asDouble(), within(1e-5));
  }

  @Test
  void aRankerHasOneScoreARow() throws Exception {
    assertThat(register("ranker", null, "--task", "ranking"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(schema().target()).isNull();
    assertThat(said("ranker").score()[0])
        .isCloseTo(expected("ranker").at("/scores/0/0").asDouble(), within(1e-5));
    assertThat(baseline().counts().output(Column.SCORE)).isPresent();
  }

  private void refused(String message, String name, String target, String... more) {
    err.getBuffer().setLength(0);
    assertThat(register(name, target, more)).as(out.toString()).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains(message).doesNotContain("Exception", "com.nextgen");
  }

  private int register(String name, String target, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    if (target != null) {
      arguments.addAll(List.of("--target", target));
    }
    return run(
        name, meanings("train.csv"), meanings("heldout.csv"), arguments.toArray(String[]::new));
  }

  private int run(String name, Path train, Path heldOut, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("register", "--registry", registry().toString(), "--model", "m"));
    arguments.addAll(List.of("--onnx", meanings(name + ".onnx").toString(), "--features", "a,b,c"));
    arguments.addAll(List.of("--data", train.toString(), "--validation", heldOut.toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  /** The classes of the first held-out rows, by the schema that was registered. */
  private List<String> predicted(String name) throws Exception {
    ModelSchema schema = schema();
    return Arrays.stream(said(name).classIndex()).mapToObj(schema.classes()::get).toList();
  }

  private PredictionBlock said(String name) throws Exception {
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

  private ModelSchema schema() throws Exception {
    return SchemaYaml.read(Files.readAllBytes(registry().resolve("m/model.yaml")));
  }

  private Baseline baseline() throws Exception {
    return BaselineJson.read(Files.readAllBytes(registry().resolve("m/versions/1/baseline.json")));
  }

  private static JsonNode expected(String name) throws Exception {
    return new com.fasterxml.jackson.databind.json.JsonMapper()
        .readTree(meanings("expected.json").toFile())
        .path(name);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Path meanings(String name) {
    return examples().resolveSibling("service/src/test/resources/meaning").resolve(name);
  }
}
