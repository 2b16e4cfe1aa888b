package com.nextgen.ml.monitoring.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every distribution against scipy, by relative error; make_stats_fixture.py makes the values. */
class DistributionsTest {
  private static final JsonNode FIXTURE = fixture();

  private static final Map<String, ToDoubleFunction<double[]>> FUNCTIONS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("logGamma(x)", a -> Gamma.log(a[0])),
              Map.entry("gammaP(a,x)", a -> Gamma.lower(a[0], a[1])),
              Map.entry("gammaQ(a,x)", a -> Gamma.upper(a[0], a[1])),
              Map.entry("chiSquaredSurvival(x,k)", a -> new ChiSquared(a[1]).survival(a[0])),
              Map.entry("chiSquaredCumulative(x,k)", a -> new ChiSquared(a[1]).cumulative(a[0])),
              Map.entry("chiSquaredInverse(p,k)", a -> new ChiSquared(a[1]).inverseSurvival(a[0])),
              Map.entry(
                  "weightedChiSquaredSurvival(x,k,first,rest)",
                  a -> new WeightedChiSquared((int) a[1], a[2], a[3]).survival(a[0])),
              Map.entry("kolmogorovSurvival(x)", a -> Kolmogorov.survival(a[0])),
              Map.entry("kolmogorovCumulative(x)", a -> Kolmogorov.cumulative(a[0])),
              Map.entry("kolmogorovInverse(p)", a -> Kolmogorov.inverseSurvival(a[0])),
              Map.entry("normalSurvival(z)", a -> Normal.survival(a[0])),
              Map.entry("normalInverse(p)", a -> Normal.inverseSurvival(a[0])),
              Map.entry("chiSurvival(x,k)", a -> new Chi(a[1]).survival(a[0])),
              Map.entry("betaI(a,b,x)", a -> Beta.lower(a[0], a[1], a[2], 1 - a[2])),
              Map.entry("studentTwoSided(t,k)", a -> new StudentT(a[1]).twoSided(a[0])),
              Map.entry("studentInverse(p,k)", a -> new StudentT(a[1]).inverseTwoSided(a[0])),
              Map.entry("cramerVonMisesSurvival(x)", a -> CramerVonMises.survival(a[0])),
              Map.entry("chiMean(k)", a -> new Chi(a[0]).mean())));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "logGamma(x)",
        "gammaP(a,x)",
        "gammaQ(a,x)",
        "chiSquaredSurvival(x,k)",
        "chiSquaredCumulative(x,k)",
        "chiSquaredInverse(p,k)",
        "weightedChiSquaredSurvival(x,k,first,rest)",
        "kolmogorovSurvival(x)",
        "kolmogorovCumulative(x)",
        "kolmogorovInverse(p)",
        "normalSurvival(z)",
        "normalInverse(p)",
        "chiSurvival(x,k)",
        "betaI(a,b,x)",
        "studentTwoSided(t,k)",
        "studentInverse(p,k)",
        "cramerVonMisesSurvival(x)",
        "chiMean(k)"
      })
  void agreesWithScipyInTheFarTails(String name) {
    assertThat(FIXTURE.get(name)).isNotEmpty();
    for (JsonNode row : FIXTURE.get(name)) {
      double[] numbers = numbers(row);
      double expected = numbers[numbers.length - 1];

      assertThat(FUNCTIONS.get(name).applyAsDouble(numbers))
          .as("%s of %s", name, row)
          .isCloseTo(expected, within(Math.abs(expected) * tolerance(name) + Double.MIN_NORMAL));
    }
  }

  @Test
  void cauchyCombinationAgreesWithScipy() {
    for (JsonNode row : FIXTURE.get("cauchyCombination")) {
      double expected = row.get("value").asDouble();

      assertThat(CauchyCombination.of(numbers(row.get("p"))))
          .as("%s", row)
          .isCloseTo(expected, within(expected * 1e-12));
    }
  }

  @Test
  void cauchyCombinationWithATinyPMultipliesItByTheCount() {
    assertThat(CauchyCombination.of(1e-300, 0.99, 0.99)).isCloseTo(3e-300, within(1e-310));
    assertThat(CauchyCombination.of(0, 0.5)).isZero();
  }

  @Test
  void benjaminiHochbergAgreesWithScipy() {
    for (JsonNode row : FIXTURE.get("benjaminiHochberg")) {
      double[] adjusted = BenjaminiHochberg.adjusted(numbers(row.get("p")));
      double[] expected = numbers(row.get("adjusted"));

      assertThat(adjusted).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(adjusted[i]).isCloseTo(expected[i], within(expected[i] * 1e-14));
      }
    }
  }

  @Test
  void benjaminiHochbergRejectsUpToTheLastThatPasses() {
    assertThat(BenjaminiHochberg.rejected(0.05, 0.01, 0.04, 0.03, 0.005))
        .containsExactly(true, true, true, true);
    assertThat(BenjaminiHochberg.rejected(0.05, 0.02, 0.9, 0.04)).containsOnly(false);
    assertThat(BenjaminiHochberg.rejected(0.05)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.7978845608028654, 0.9, 1.085, 1.2533141373155001, 3, 20})
  void aChiOfAMeanHasThatMean(double mean) {
    assertThat(Chi.ofMean(mean).mean())
        .isCloseTo(Math.max(mean, Math.sqrt(2 / Math.PI)), within(1e-11 * Math.max(1, mean)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.9, 0.5, 0.05, 1e-3, 1e-9, 1e-30, 1e-100})
  void inverseSurvivalInvertsSurvival(double p) {
    assertThat(CramerVonMises.survival(CramerVonMises.inverseSurvival(p)))
        .isCloseTo(p, within(1e-11 * p));
    assertThat(Kolmogorov.survival(Kolmogorov.inverseSurvival(p))).isCloseTo(p, within(1e-11 * p));
    assertThat(new Chi(1.4).survival(new Chi(1.4).inverseSurvival(p)))
        .isCloseTo(p, within(1e-11 * p));
  }

  @Test
  void studentsTApproachesTheNormal() {
    assertThat(new StudentT(2e8).twoSided(2)).isCloseTo(0.04550026524613258, within(1e-12));
    assertThat(new StudentT(2e8).twoSided(15)).isCloseTo(7.342401140871841e-51, within(1e-59));
  }

  /** By mpmath with 40 digits. */
  @ParameterizedTest
  @CsvSource({
    "10000, 2, 0.045527260661435442738",
    "99000, 2, 0.045502990725931710551",
    "99000, 5, 5.7427994248419137039e-7",
    "200000, 3, 0.0027001284627767907",
    "2000000, 5, 5.733514637831463e-7",
    "5000000, 12, 3.5567008238796008e-33",
    "10000000, 37, 1.2001212322638341806e-299"
  })
  void studentsTailWithManyDegrees(double degrees, double t, double p) {
    assertThat(new StudentT(degrees).twoSided(t)).isCloseTo(p, within(2e-13 * p));
  }

  /**
   * P(a, a) = 1/2 + 1 / (3 √(2 π a)) + … (DLMF 8.11.12); a fraction cut short would be far away.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e8, 1e10, 1e12, 1e15})
  void gammaAtTheMeanOfALargeShape(double shape) {
    double beyondHalf = 1 / (3 * Math.sqrt(2 * Math.PI * shape));

    assertThat(Gamma.lower(shape, shape)).isCloseTo(0.5 + beyondHalf, within(1e-12));
    assertThat(Gamma.upper(shape, shape)).isCloseTo(0.5 - beyondHalf, within(1e-12));
  }

  /** By mpmath with 50 digits. */
  @ParameterizedTest
  @CsvSource({
    "1e5, 100000, 0.49940529189520668861",
    "1e5, 103000, 1.528913011730235185e-11",
    "1e6, 1000000, 0.49981193680339449952",
    "1e6, 1010000, 9.0685288232620768642e-13"
  })
  void chiSquaredTailWithManyDegrees(double degrees, double x, double p) {
    assertThat(new ChiSquared(degrees).survival(x)).isCloseTo(p, within(1e-12 * p));
  }

  /** By mpmath with 50 digits. */
  @ParameterizedTest
  @CsvSource({
    "0.4999999, 2.5066282747031065135e-7",
    "1e-100, 21.273453560965324294",
    "1e-300, 37.047096299361199237"
  })
  void normalDeviateInTheMiddleAndFarOut(double p, double z) {
    assertThat(Normal.inverseSurvival(p)).isCloseTo(z, within(1e-13 * z));
  }

  @Test
  void cramerVonMisesTableOfAndersonAndDarling() {
    assertThat(CramerVonMises.inverseSurvival(0.05)).isCloseTo(0.46136, within(5e-6));
    assertThat(CramerVonMises.inverseSurvival(0.01)).isCloseTo(0.74346, within(5e-6));
    assertThat(CramerVonMises.inverseSurvival(0.001)).isCloseTo(1.16786, within(5e-6));
  }

  @Test
  void refusesInvalidArguments() {
    assertThatIllegalArgumentException().isThrownBy(() -> Gamma.log(0));
    assertThatIllegalArgumentException().isThrownBy(() -> Gamma.upper(1, Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new ChiSquared(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new ChiSquared(1).inverseSurvival(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new WeightedChiSquared(0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new WeightedChiSquared(2, 1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new WeightedChiSquared(2, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Kolmogorov.inverseSurvival(1.5));
    assertThatIllegalArgumentException().isThrownBy(() -> Normal.inverseSurvival(1));
    assertThatIllegalArgumentException().isThrownBy(() -> Normal.survival(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> new StudentT(Double.POSITIVE_INFINITY));
    assertThatIllegalArgumentException().isThrownBy(() -> Beta.lower(1, 0, 0.5, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Chi(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(CauchyCombination::of);
    assertThatIllegalArgumentException().isThrownBy(() -> CauchyCombination.of(Double.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> BenjaminiHochberg.adjusted(0.1, 1.1));
  }

  @Test
  void isExactAtTheEnds() {
    assertThat(Gamma.lower(2, 0)).isZero();
    assertThat(Gamma.upper(2, Double.POSITIVE_INFINITY)).isZero();
    assertThat(Kolmogorov.survival(0)).isEqualTo(1);
    assertThat(Kolmogorov.cumulative(40)).isEqualTo(1);
    assertThat(new ChiSquared(3).inverseSurvival(1)).isZero();
    assertThat(Normal.survival(0)).isEqualTo(0.5);
  }

  @Test
  @Timeout(60)
  void survivalFarBeyondTheTailIsZero() {
    for (double first : new double[] {1.001, 2, 100}) {
      WeightedChiSquared sum = new WeightedChiSquared(9, first, 1);
      assertThat(sum.survival(1e6)).isZero();
      assertThat(sum.survival(Double.MAX_VALUE)).isZero();
      assertThat(sum.survival(Double.POSITIVE_INFINITY)).isZero();
      // Of the heavier part alone, with what the others add to it: about e^-600.
      assertThat(sum.survival(1_200 * first)).isPositive().isLessThan(1e-200);
    }
  }

  private static double tolerance(String name) {
    return name.startsWith("normal") ? 2e-13 : 2e-11;
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }

  private static JsonNode fixture() {
    try (var in = DistributionsTest.class.getResourceAsStream("stats.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
