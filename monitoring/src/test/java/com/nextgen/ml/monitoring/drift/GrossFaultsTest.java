package com.nextgen.ml.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.drift.SharedData.Rows;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.Missing;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What breaks in practice, on numeric columns of real data: 2,000 rows against 5,000, which are
 * drawn from one population.
 */
class GrossFaultsTest {
  private static final int TRAINING = 5000;
  private static final int ROWS = 2000;
  private static final int WINDOWS = 4;

  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "bike-sharing/hour.csv",
          List.of("temp", "hum", "windspeed", "hr"),
          "online-shoppers/online_shoppers_intention.csv",
          List.of("PageValues", "ExitRates", "ProductRelated_Duration", "Administrative"),
          "kc-house/kc_house_data.csv.gz",
          List.of("price", "sqft_living", "bedrooms", "yr_built"),
          "adult/adult.csv.gz",
          List.of("age", "hours-per-week", "fnlwgt", "capital-gain"));

  /** By name: a window of values and the standard deviation of the training rows. */
  private static final Map<String, BiFunction<double[], Double, double[]>> FAULTS = faults();

  private static SharedData data;

  @BeforeAll
  static void load() {
    data = SharedData.find();
  }

  private static Map<String, BiFunction<double[], Double, double[]>> faults() {
    Map<String, BiFunction<double[], Double, double[]>> faults = new LinkedHashMap<>();
    faults.put("half a deviation more", (x, s) -> each(x, (i, v) -> v + s / 2));
    faults.put(
        "twice the scale",
        (x, s) -> {
          double mean = Arrays.stream(x).average().orElseThrow();
          return each(x, (i, v) -> mean + 2 * (v - mean));
        });
    faults.put("a tenth missing", (x, s) -> each(x, (i, v) -> i % 10 == 0 ? Missing.NUMBER : v));
    faults.put("-999 in 6 %", (x, s) -> each(x, (i, v) -> i % 50 < 3 ? -999.0 : v));
    faults.put("times 100 in 6 %", (x, s) -> each(x, (i, v) -> i % 50 < 3 ? 100 * v : v));
    faults.put("rounded to deviations", (x, s) -> each(x, (i, v) -> Math.round(v / s) * s));
    faults.put("stuck for a third", (x, s) -> each(x, (i, v) -> i % 3 == 0 ? x[0] : v));
    return faults;
  }

  private static double[] each(double[] values, BiFunction<Integer, Double, Double> change) {
    double[] changed = new double[values.length];
    Arrays.setAll(changed, i -> change.apply(i, values[i]));
    return changed;
  }

  @Test
  void fewAreMissedAndNothingElseIsFound() {
    Random random = new Random(20261130);
    DriftCriteria strict = new DriftCriteria(0.001, true, 500, DriftCriteria.nominal(500).rules());
    Map<String, Integer> missed = new LinkedHashMap<>();
    int windows = 0;
    int falseAlarms = 0;
    for (Map.Entry<String, List<String>> file : new TreeMap<>(COLUMNS).entrySet()) {
      Rows rows = data.csv(file.getKey());
      for (String name : file.getValue()) {
        double[] all = rows.numbers(name);
        for (int window = 0; window < WINDOWS; window++) {
          double[] training = draw(all, TRAINING, random);
          double[] now = draw(all, ROWS, random);
          double deviation = deviation(training);
          OneColumn column = OneColumn.of(training);
          falseAlarms += column.judge(strict, now).verdict() == Verdict.DRIFTED ? 1 : 0;
          windows++;
          for (Map.Entry<String, BiFunction<double[], Double, double[]>> fault :
              FAULTS.entrySet()) {
            double[] broken = fault.getValue().apply(now, deviation);
            boolean found = column.judge(strict, broken).verdict() == Verdict.DRIFTED;
            missed.merge(fault.getKey(), found ? 0 : 1, Integer::sum);
          }
        }
      }
    }
    int all = missed.values().stream().mapToInt(x -> x).sum();
    assertThat(falseAlarms).isZero();
    assertThat(all).as("missed: %s of %s windows each", missed, windows).isLessThan(40);
  }

  /** With replacement, so that both sides are of one population. */
  private static double[] draw(double[] all, int rows, Random random) {
    double[] drawn = new double[rows];
    Arrays.setAll(drawn, i -> all[random.nextInt(all.length)]);
    return drawn;
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElse(0));
  }
}
