package com.nextgen.ml.monitoring.drift.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.baseline.CategorySummary;
import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.drift.SharedData;
import com.nextgen.ml.monitoring.drift.SharedData.Rows;
import com.nextgen.ml.monitoring.drift.Training;
import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.stats.Kolmogorov;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every statistic and p-value on real data against peers, over baselines and counts as the service
 * makes them. {@code src/test/python/drift} made the figures; the tolerances are below.
 */
class PeerFiguresTest {
  /** Of one formula over the same integer counts: what two ways of summing differ by. */
  private static final double SAME_FORMULA = 1e-9;

  /** A statistic's last digits, magnified where the p-value is tiny: d ln p is about x · d ln x. */
  private static final double P_VALUE = 1e-6;

  /** Welch's t is from sums of z; they cancel where the mean is far from 0 in units of σ. */
  private static final double FROM_SUMS = 1e-8;

  /** Hellinger by 1 − Σ √(pq), as Evidently has it, loses half the digits. */
  private static final double HALF_THE_DIGITS = 1e-7;

  private static SharedData data;

  @BeforeAll
  static void load() {
    data = SharedData.find();
  }

  static Stream<Integer> cases() {
    return IntStream.range(0, fixture("drift-scipy.json").get("cases").size()).boxed();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithScipy(int index) {
    JsonNode given = fixture("drift-scipy.json").get("cases").get(index);
    each(
        given,
        given.get("figures"),
        (what, found, figure) -> check(what, found, figure.get(0).asDouble(), figure.get(1)));
  }

  /** Below, above, gaps and new categories are cells of their own. */
  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithNumpyOnWhatTheReferenceLacks(int index) {
    JsonNode given = fixture("drift-scipy.json").get("cases").get(index);
    JsonNode figures = fixture("drift-open.json").get("cases").get(index);
    assertThat(figures.size()).isEqualTo(given.get("figures").size());
    each(
        evaluate(given, true),
        given,
        figures,
        (what, found, figure) -> check(what, found, figure.get(0).asDouble(), figure.get(1)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithEvidentlyOnTheSameBins(int index) {
    agreesOnStatistics("drift-evidently.json", index, HALF_THE_DIGITS);
  }

  static Stream<Integer> nannymlCases() {
    JsonNode cases = fixture("drift-nannyml.json").get("cases");
    return IntStream.range(0, cases.size()).filter(i -> !cases.get(i).isEmpty()).boxed();
  }

  @ParameterizedTest
  @MethodSource("nannymlCases")
  void agreesWithNannyml(int index) {
    agreesOnStatistics("drift-nannyml.json", index, SAME_FORMULA);
  }

  private static void agreesOnStatistics(String peer, int index, double hellinger) {
    JsonNode peers = fixture(peer).get("cases").get(index);
    assertThat(peers).isNotEmpty();
    each(
        fixture("drift-scipy.json").get("cases").get(index),
        peers,
        (what, found, figure) ->
            checkStatistic(
                what,
                found,
                figure.asDouble(),
                found.test() == TestName.HELLINGER ? hellinger : SAME_FORMULA));
  }

  /** What is said of one test of one column. */
  private interface Figure {
    void check(String what, TestResult.Measured found, JsonNode expected);
  }

  /** Holds our figures of a case against all of a peer's. */
  private static void each(JsonNode given, JsonNode peers, Figure figure) {
    each(evaluate(given, false), given, peers, figure);
  }

  private static void each(
      Map<String, Map<TestName, TestResult.Measured>> found,
      JsonNode given,
      JsonNode peers,
      Figure figure) {
    for (Map.Entry<String, JsonNode> column : peers.properties()) {
      String what = given.get("data").asText() + " " + column.getKey();
      for (Map.Entry<String, JsonNode> test : column.getValue().properties()) {
        TestResult.Measured ours = found.get(column.getKey()).get(name(test.getKey()));
        assertThat(ours).as("%s: %s", what, test.getKey()).isNotNull();
        figure.check(what, ours, test.getValue());
      }
    }
  }

  private static void check(
      String what, TestResult.Measured found, double statistic, JsonNode pValue) {
    checkStatistic(
        what, found, statistic, found.test() == TestName.WELCH_T ? FROM_SUMS : SAME_FORMULA);
    if (pValue.isNull()) {
      return;
    }
    double p = found.pValue().orElseThrow();
    double expected = pValue.asDouble();
    if (found.test() == TestName.KS) {
      double most = found.statistic() + found.errorBound().orElseThrow();
      // The unbinned p-value lies between those of both ends of the statistic's range.
      double root = Math.sqrt(-Math.log(p / 2) / 2) / found.statistic();
      assertThat(expected).as("%s: p of ks", what).isLessThanOrEqualTo(p * (1 + 1e-9));
      if (p < 0.1) {
        assertThat(expected)
            .as("%s: p of ks at its bound", what)
            .isGreaterThanOrEqualTo(Kolmogorov.survival(root * most) * (1 - 1e-3));
      }
    } else {
      assertThat(p)
          .as("%s: p of %s", what, found.test())
          .isCloseTo(expected, within(P_VALUE * expected + 1e-290));
    }
  }

  /** A statistic of fine bins within its own error bound, one of published bins as it is. */
  private static void checkStatistic(
      String what, TestResult.Measured found, double expected, double tolerance) {
    double allowed = tolerance * Math.max(1, expected) + found.errorBound().orElse(0);
    assertThat(found.statistic())
        .as("%s: %s", what, found.test())
        .isCloseTo(expected, within(allowed));
  }

  /**
   * @param open whether what the reference lacks has cells of its own
   */
  private static Map<String, Map<TestName, TestResult.Measured>> evaluate(
      JsonNode given, boolean open) {
    Rows rows = data.csv(given.get("data").asText());
    List<String> numeric = texts(given.get("numeric"));
    List<String> categorical = texts(given.get("categorical"));
    Training training =
        new Training(
            slice(rows, given.get("reference")),
            numeric,
            categorical,
            Precision.parse(given.get("precision").asText()));
    Counts current =
        training.count(slice(rows, given.get("current")), given.get("missing").asInt());
    Map<String, Map<TestName, TestResult.Measured>> found = new HashMap<>();
    for (String column : Stream.concat(numeric.stream(), categorical.stream()).toList()) {
      ColumnCounts before = training.baseline().counts().input(column).orElseThrow();
      OptionalLong singletons =
          training.baseline().inputSummary(column).orElseThrow() instanceof CategorySummary names
              ? names.knownSingletons()
              : OptionalLong.empty();
      found.put(
          column,
          evaluate(
              new ColumnComparison(
                  before,
                  current.input(column).orElseThrow(),
                  DesignEffect.NONE,
                  DesignEffect.NONE,
                  singletons,
                  open)));
    }
    return found;
  }

  private static Map<TestName, TestResult.Measured> evaluate(ColumnComparison comparison) {
    Map<TestName, TestResult.Measured> found = new EnumMap<>(TestName.class);
    CriticalValues critical = new CriticalValues(0.05);
    for (DriftStatistic test : DriftStatistic.ALL) {
      if (test.appliesTo(comparison)
          && test.evaluate(comparison, critical) instanceof TestResult.Measured measured) {
        found.put(test.name(), measured);
      }
    }
    return found;
  }

  private static Rows slice(Rows rows, JsonNode slice) {
    return rows.slice(slice.get(0).asInt(), slice.get(1).asInt(), slice.get(2).asInt());
  }

  private static TestName name(String spelling) {
    return Stream.of(TestName.values())
        .filter(test -> test.code().equals(spelling))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static JsonNode fixture(String file) {
    try (InputStream in = PeerFiguresTest.class.getResourceAsStream(file)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
