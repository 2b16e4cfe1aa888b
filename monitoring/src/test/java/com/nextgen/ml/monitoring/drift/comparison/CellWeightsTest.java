package com.nextgen.ml.monitoring.drift.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.stats.ChiSquared;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CellWeightsTest {
  private static final JsonNode FIXTURE = fixture();

  /** Against Imhof's integral over the weights themselves; make_cell_weights_fixture.py. */
  @Test
  void tailsAreNeverLighterThanThoseOfTheWeights() {
    for (JsonNode sum : FIXTURE) {
      for (JsonNode tail : sum.get("tails")) {
        double exact = tail.get(1).asDouble();
        if (exact < 5e-3) {
          assertThat(survival(sum, tail)).as("%s", sum).isGreaterThan(0.999 * exact);
        }
      }
    }
  }

  @Test
  void tailsOfClustersAreCloserThanSatterthwaites() {
    JsonNode sum = FIXTURE.get(1);
    JsonNode tail = sum.get("tails").get(4);
    double exact = tail.get(1).asDouble();

    assertThat(exact).isLessThan(4.5e-5);
    assertThat(survival(sum, tail)).isCloseTo(exact, within(0.06 * exact));
    double spread = sum.get("spread").asDouble();
    double degrees = sum.get("degrees").asDouble() / (1 + spread);
    double satterthwaite = new ChiSquared(degrees).survival(tail.get(0).asDouble() / (1 + spread));
    assertThat(satterthwaite).isLessThan(0.1 * exact);
  }

  @Property
  void keepsTheMeanAndTheSpread(
      @ForAll @DoubleRange(min = 0, max = 150) double spread,
      @ForAll @IntRange(min = 1, max = 101) int degrees) {
    CellWeights weights = CellWeights.of(spread, degrees);

    assertThat(weights.first()).isGreaterThanOrEqualTo(weights.rest());
    assertThat(weights.rest()).isGreaterThanOrEqualTo(0.0099 * weights.first());
    // A spread of all that is possible, or more, would leave the other directions nothing.
    if (weights.first() > 90 * weights.rest()) {
      assertThat(weights.mean(degrees)).isGreaterThan(0.99 * degrees);
    } else {
      assertThat(weights.mean(degrees)).isCloseTo(degrees, within(1e-9 * degrees));
      assertThat(weights.squares(degrees) / degrees - 1)
          .isCloseTo(spread, within(1e-9 * (1 + spread)));
    }
  }

  private static double survival(JsonNode sum, JsonNode tail) {
    int degrees = sum.get("degrees").asInt();
    return CellWeights.of(sum.get("spread").asDouble(), degrees)
        .distribution(degrees)
        .survival(tail.get(0).asDouble());
  }

  private static JsonNode fixture() {
    try (var in = CellWeightsTest.class.getResourceAsStream("cell-weights.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
