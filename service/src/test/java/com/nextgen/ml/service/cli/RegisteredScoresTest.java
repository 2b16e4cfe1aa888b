package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.service.cli.command.ExitStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What register asks and refuses of scores. */
class RegisteredScoresTest extends RegisteredMeaningFixture {
  @Test
  void refusesScoresThatAreNaN() throws Exception {
    Path missing = file("missing.csv", "a,b,c,two\n" + ",,,1\n,,,0\n".repeat(20));
    String[] options = {"--target", "two", "--score", "probability"};
    assertThat(run("one-sigmoid", meanings("train.csv"), missing, options))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("no score that is a number on any of 40 validation rows");
  }

  @Test
  void refusesAnOptionThatDoesNotFitTheScore() {
    refused("threshold must be between 0 and 1", "one-sigmoid", "two", "--threshold", "7");
    refused("the task is regression", "regression", "value", "--threshold", "3");
    refused("the task is regression", "regression", "value", "--score", "probability");
  }

  @ParameterizedTest
  @CsvSource({
    "two-columns, two, '', 'more than one output could be the scores: i0, i1'",
    "columns, level, 'low,mid,high', 'an output for each class, which are not read: low, mid, high'",
  })
  void refusesScoresInOneOutputPerClassUnlessLabelsAreTaken(
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
  void acceptsLabelsWithoutScores() throws Exception {
    assertThat(register("svc-margins-zipmap", "two", "--score", "none"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(predicted("svc-margins-zipmap"))
        .isEqualTo(texts(expected("svc-margins-zipmap").path("labels")));
    assertThat(baseline().counts().output(Column.SCORE)).isEmpty();
  }

  @Test
  void scoreKindMustFitTheScoresAndTheTask() {
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
  void asksForTheMeaningOfAmbiguousScores() throws Exception {
    Path few = file("few.csv", "a,b,c,two\n0,0,0,1\n1,0,0,1\n-1,0,0,0\n");
    err.getBuffer().setLength(0);
    assertThat(run("one-sigmoid", few, few, "--target", "two")).isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("say it with --score probability, margin or logit");
    assertThat(run("one-sigmoid", few, few, "--target", "two", "--score", "probability"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
  }

  @Test
  void refusesANewVersionWhoseScoresDiffer() throws Exception {
    assertThat(register("one-sigmoid", "two")).isEqualTo(ExitStatus.DONE);
    refused("scores are no probabilities", "one-logit", "two");
    refused("says score: probability, not logit", "one-logit", "two", "--score", "logit");
    refused("says threshold: 0.5, not 0.7", "one-sigmoid", "two", "--threshold", "0.7");
  }

  @Test
  void anomalyDetectorsKeepLabelsAndScores() throws Exception {
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
  void namesClustersByNumber() throws Exception {
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
  void rankersHaveOneScorePerRow() throws Exception {
    assertThat(register("ranker", null, "--task", "ranking"))
        .as(err.toString())
        .isEqualTo(ExitStatus.DONE);
    assertThat(schema().target()).isNull();
    assertThat(said("ranker").score()[0])
        .isCloseTo(expected("ranker").at("/scores/0/0").asDouble(), within(1e-5));
    assertThat(baseline().counts().output(Column.SCORE)).isPresent();
  }
}
