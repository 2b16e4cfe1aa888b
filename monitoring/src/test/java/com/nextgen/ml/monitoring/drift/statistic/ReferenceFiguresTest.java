package com.nextgen.ml.monitoring.drift.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.DriftEvaluation;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.drift.Sample;
import com.nextgen.ml.monitoring.drift.SharedData;
import com.nextgen.ml.monitoring.drift.SharedData.Rows;
import com.nextgen.ml.monitoring.drift.Training;
import com.nextgen.ml.monitoring.drift.comparison.ColumnComparison;
import com.nextgen.ml.monitoring.drift.comparison.CriticalValues;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real data against figures that scipy found from the unbinned values. */
class ReferenceFiguresTest {
  private static SharedData data;
  private static JsonNode reference;
  private static int judged;

  @BeforeAll
  static void load() {
    data = SharedData.find();
    reference = data.reference();
  }

  @Test
  void bikeSharingJanuaryAgainstFebruary() {
    Rows january = bikeMonth("2011-01");
    Rows february = bikeMonth("2011-02");
    JsonNode expected = reference.at("/bike-sharing/jan_vs_feb_2011");

    judged = 0;
    check(expected, january, february);
    assertThat(judged).as("features whose Wasserstein distance counts").isGreaterThanOrEqualTo(5);
  }

  @Test
  void bikeSharingEvenAgainstOddRows() {
    Rows january = bikeMonth("2011-01");

    check(
        reference.at("/bike-sharing/null_jan_even_vs_odd_rows"),
        january.everySecond(0),
        january.everySecond(1));
  }

  @Test
  void onlineShoppersMayAgainstNovember() {
    Rows rows = data.csv("online-shoppers/online_shoppers_intention.csv");
    Rows may = rows.where("Month", "May"::equals);
    Rows november = rows.where("Month", "Nov"::equals);

    check(reference.at("/online-shoppers/may_vs_nov"), may, november);
    JsonNode categories = reference.at("/online-shoppers/may_vs_nov_cat");
    categories
        .fieldNames()
        .forEachRemaining(name -> checkCategories(name, categories.get(name), may, november));
  }

  @Test
  void housePricesOfMayAgainstJanuary() {
    Rows rows = data.csv("kc-house/kc_house_data.csv.gz");

    check(
        reference.at("/kc-house/201405_vs_201501"),
        rows.where("date", date -> date.startsWith("201405")),
        rows.where("date", date -> date.startsWith("201501")));
  }

  @Test
  void verdictsOnFebruary() {
    DriftReport report =
        judge(bikeMonth("2011-01"), bikeMonth("2011-02"), DriftCriteria.nominal(500));
    Map<String, Verdict> verdicts = new HashMap<>();
    report.features().forEach(f -> verdicts.put(f.name(), f.verdict()));

    assertThat(verdicts)
        .containsEntry("temp", Verdict.DRIFTED)
        .containsEntry("atemp", Verdict.DRIFTED)
        .containsEntry("hum", Verdict.DRIFTED)
        .containsEntry("windspeed", Verdict.STABLE)
        .containsEntry("hr", Verdict.STABLE);
  }

  @Test
  void verdictsOnTheNullControl() {
    Rows january = bikeMonth("2011-01");
    DriftReport report =
        judge(january.everySecond(0), january.everySecond(1), DriftCriteria.nominal(300));

    assertThat(report.columns().map(ColumnReport::verdict)).containsOnly(Verdict.STABLE);
    assertThat(report.features())
        .allSatisfy(f -> assertThat(f.pValue().orElse(1)).isGreaterThan(0.05));
  }

  @Test
  void publishedSmallCases() {
    JsonNode frouros = reference.at("/published_small_cases/frouros");
    JsonNode chi = frouros.elements().next();
    CategoricalBins bins = CategoricalBins.of(List.of("a", "b"));
    ColumnComparison small =
        new ColumnComparison(
            Sample.count(bins, texts(chi.get("ref"))), Sample.count(bins, texts(chi.get("cur"))));

    assertThat(statistic(small, new PearsonChiSquared()))
        .isCloseTo(chi.get("statistic").asDouble(), within(5e-9));
    assertThat(measured(small, new PearsonChiSquared()).pValue().orElseThrow())
        .isCloseTo(chi.get("p").asDouble(), within(5e-9));

    JsonNode counts = reference.at("/published_small_cases/counts_ref_cur_of_values_1..6");
    CategoricalBins six = CategoricalBins.of(List.of("1", "2", "3", "4", "5", "6"));
    ColumnComparison dice =
        new ColumnComparison(
            Sample.cells(six, longs(counts.get(0))), Sample.cells(six, longs(counts.get(1))));

    assertThat(statistic(dice, new HellingerDistance()))
        .isCloseTo(reference.at("/published_small_cases/mine/hellinger").asDouble(), within(1e-12));

    JsonNode eight = reference.at("/published_small_cases/evidently");
    double[] ref = doubles(eight.get("ref8"));
    NumericBins edges = Sample.bins(ref);
    ColumnComparison numbers =
        new ColumnComparison(
            Sample.count(edges, ref), Sample.count(edges, doubles(eight.get("cur8"))));
    double exact = reference.at("/published_small_cases/mine/ks(ref8,cur8)/0").asDouble();

    assertThat(measured(numbers, new KolmogorovSmirnov()))
        .satisfies(ks -> assertThat(ks.statistic()).isLessThanOrEqualTo(exact + 1e-12))
        .satisfies(
            ks ->
                assertThat(ks.statistic() + ks.errorBound().orElseThrow())
                    .isGreaterThanOrEqualTo(exact - 1e-12));
  }

  private static void check(JsonNode expected, Rows before, Rows after) {
    expected
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (name.startsWith("cat:")) {
                checkCategories(name.substring(4), expected.get(name), before, after);
              } else if (expected.get(name).isObject()) {
                checkNumbers(name, expected.get(name), before, after);
              }
            });
  }

  private static void checkNumbers(String name, JsonNode expected, Rows before, Rows after) {
    // The reference figures have ten bins that end on the deciles; a baseline's end between values.
    NumericBins bins = Sample.bins(before.numbers(name));
    NumericCounts first = Sample.count(bins, before.numbers(name));
    NumericCounts second = Sample.count(bins, after.numbers(name));
    ColumnComparison comparison = new ColumnComparison(first, second);

    assertThat(first.count()).isEqualTo(expected.get("n_ref").asLong());
    assertThat(second.count()).isEqualTo(expected.get("n_cur").asLong());
    exactly(name, second.mean(), expected.get("mean_cur"), 1e-12);
    exactly(name, second.standardDeviation(), expected.get("std0_cur"), 1e-9);
    exactly(
        name, statistic(comparison, new PopulationStability()), expected.get("psi_deciles"), 1e-9);
    exactly(
        name,
        statistic(comparison, new JensenShannonDistance()),
        expected.get("js_base2_deciles"),
        1e-9);
    exactly(
        name,
        statistic(comparison, new HellingerDistance()),
        expected.get("hellinger_deciles"),
        1e-9);

    double ks = expected.get("ks").asDouble();
    TestResult.Measured binned = measured(comparison, new KolmogorovSmirnov());
    assertThat(binned.statistic()).as("ks of %s", name).isLessThanOrEqualTo(ks + 1e-12);
    assertThat(binned.statistic() + binned.errorBound().orElseThrow())
        .as("ks of %s and its bound", name)
        .isGreaterThanOrEqualTo(ks - 1e-12);

    double w = expected.get("wasserstein_over_std").asDouble();
    TestResult.Measured distance = measured(comparison, new WassersteinDistance());
    assertThat(distance.statistic())
        .as("wasserstein of %s and its bound", name)
        .isCloseTo(w, within(distance.errorBound().orElseThrow() + 1e-12));
    if (distance.errorBound().orElseThrow() <= 0.1 * w) {
      judged++;
      assertThat(distance.statistic()).as("wasserstein of %s", name).isCloseTo(w, within(0.02 * w));
    }
  }

  private static void checkCategories(String name, JsonNode expected, Rows before, Rows after) {
    List<String> categories = texts(expected.get("categories"));
    CategoricalBins bins = CategoricalBins.of(categories);
    CategoricalCounts first = Sample.count(bins, spelled(before.texts(name), categories));
    CategoricalCounts second = Sample.count(bins, spelled(after.texts(name), categories));
    ColumnComparison comparison = new ColumnComparison(first, second);
    TestResult.Measured chi = measured(comparison, new PearsonChiSquared());

    for (int i = 0; i < categories.size(); i++) {
      assertThat(first.cell(i)).isEqualTo(expected.get("ref").get(i).asLong());
      assertThat(second.cell(i)).isEqualTo(expected.get("cur").get(i).asLong());
    }
    exactly(name, chi.statistic(), expected.get("chi2"), 1e-9);
    assertThat(comparison.table().degrees()).isEqualTo(expected.get("dof").asInt());
    double p = expected.get("p").asDouble();
    assertThat(chi.pValue().orElseThrow()).as("p of %s", name).isCloseTo(p, within(1e-9 * p));
    exactly(
        name,
        statistic(comparison, new PopulationStability()),
        expected.get("psi_categorical"),
        1e-9);
    exactly(name, statistic(comparison, new TotalVariationDistance()), expected.get("tvd"), 1e-9);
    exactly(name, statistic(comparison, new LInfinityDistance()), expected.get("linf"), 1e-9);
    exactly(
        name, statistic(comparison, new JensenShannonDistance()), expected.get("js_base2"), 1e-9);
  }

  private static void exactly(String name, double found, JsonNode expected, double tolerance) {
    assertThat(found)
        .as(name)
        .isCloseTo(expected.asDouble(), within(tolerance * Math.max(1, expected.asDouble())));
  }

  private static DriftReport judge(Rows before, Rows after, DriftCriteria policy) {
    Training training =
        new Training(
            before,
            List.of("temp", "atemp", "hum", "windspeed", "hr"),
            List.of("weekday", "weathersit", "workingday", "holiday", "season"));
    Counts current = training.count(after);
    return DriftEvaluation.evaluate(
        Reference.of(training.baseline()),
        current,
        policy,
        new Subject(null, null, "files", "baseline"),
        new WindowSpan("all", null, null, current.rows()));
  }

  private static Rows bikeMonth(String month) {
    return data.csv("bike-sharing/hour.csv").where("dteday", day -> day.startsWith(month));
  }

  private static TestResult.Measured measured(ColumnComparison comparison, DriftStatistic test) {
    return (TestResult.Measured) test.evaluate(comparison, new CriticalValues(0.05));
  }

  private static double statistic(ColumnComparison comparison, DriftStatistic test) {
    return measured(comparison, test).statistic();
  }

  /** The reference spells booleans as Python does, the file in capitals. */
  private static List<String> spelled(List<String> values, List<String> categories) {
    if (!categories.contains("True")) {
      return values;
    }
    return values.stream().map(v -> v.charAt(0) + v.substring(1).toLowerCase(Locale.ROOT)).toList();
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static double[] doubles(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }

  private static long[] longs(JsonNode array) {
    long[] numbers = new long[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asLong();
    }
    return numbers;
  }
}
