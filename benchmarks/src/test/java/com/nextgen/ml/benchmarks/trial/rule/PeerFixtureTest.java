package com.nextgen.ml.benchmarks.trial.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.benchmarks.trial.population.Rows;
import com.nextgen.ml.monitoring.schema.Missing;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of other tools, against what the tools themselves say. */
class PeerFixtureTest {

  static List<JsonNode> cases() throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    read().get("cases").forEach(cases::add);
    return cases;
  }

  private static JsonNode read() throws IOException {
    try (InputStream in = PeerFixtureTest.class.getResourceAsStream("peers.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decidesAsEachToolDoes(JsonNode one) {
    boolean numeric = one.get("numeric").asBoolean();
    Rows reference = rows(one.get("reference"));
    Rows current = rows(one.get("current"));
    Sorted first = new Sorted(reference);
    Sorted second = new Sorted(current);

    Finding evidently = EvidentlyRule.judge(numeric, first, second);
    JsonNode theirs = one.get("evidently");
    assertThat(evidently.alarm()).isEqualTo(theirs.get("drift").asBoolean());
    double score = theirs.get("score").asDouble();
    switch (theirs.get("test").asText()) {
      case "ks" -> assertThat(ksP(first, second)).isCloseTo(score, within(1e-9));
      case "z", "chisquare" ->
          assertThat(Math.exp(-evidently.evidence())).isCloseTo(score, within(1e-9));
      default -> assertThat(evidently.evidence()).isCloseTo(score, within(1e-9));
    }

    ThreeSigmaRule threeSigma = new ThreeSigmaRule(numeric, reference, one.get("chunk").asInt());
    JsonNode nanny = one.get("threeSigma");
    assertThat(threeSigma.judge(current).alarm()).isEqualTo(nanny.get("drift").asBoolean());
    assertThat(threeSigma.distance(current.present()))
        .isCloseTo(nanny.get("distance").asDouble(), within(1e-9));
    assertThat(threeSigma.threshold()).isCloseTo(nanny.get("threshold").asDouble(), within(1e-9));

    Finding psi = new DecilePsiRule(numeric, reference).judge(current, 0.2);
    assertThat(psi.evidence()).isCloseTo(one.get("psi").asDouble(), within(1e-9));

    double p = one.get("p").asDouble();
    assertThat(KsRule.judge(numeric, first, second, 1).alarm()).isEqualTo(p <= 0.05);
    if (numeric) {
      assertThat(ksP(first, second)).isCloseTo(p, within(1e-9));
    } else {
      Tallies tallies = first.tally(second);
      assertThat(Divergence.homogeneityP(tallies.reference(), tallies.current()))
          .isCloseTo(p, within(1e-9));
    }
  }

  /**
   * The correction for few rows is good to a relative 3 %, which moves a critical value by .3 %.
   */
  @Test
  void ksOfManyRowsEqualsScipy() throws IOException {
    for (JsonNode one : read().get("ks")) {
      double found =
          KsSignificance.pValue(
              one.get("d").asDouble(), one.get("n").asInt(), one.get("m").asInt());
      double p = one.get("p").asDouble();
      assertThat(found).isCloseTo(p, within(0.03 * p));
    }
  }

  private static double ksP(Sorted first, Sorted second) {
    return KsSignificance.pValue(first.ks(second), first.size(), second.size());
  }

  private static Rows rows(JsonNode values) {
    double[] found = new double[values.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = values.get(i).isNull() ? Missing.NUMBER : values.get(i).asDouble();
    }
    return new Rows(found);
  }
}
