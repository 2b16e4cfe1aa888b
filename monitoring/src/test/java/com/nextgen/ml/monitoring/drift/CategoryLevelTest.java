package com.nextgen.ml.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Without drift the declared p-value of categories is small as seldom as it says, however few of
 * the population's categories the training rows have.
 */
class CategoryLevelTest {
  private static final DriftCriteria POLICY = DriftCriteria.nominal(1);

  @ParameterizedTest
  @CsvSource({"90, 500, 1000", "50, 500, 10000", "300, 500, 2000", "90, 5000, 500"})
  void smallPValuesAreAsRareAsTheySay(int categories, int training, int rows) {
    Random random = new Random(31L * categories + training + rows);
    double[] cumulative = zipf(categories);
    int windows = 0;
    int[] found = new int[3];
    double[] levels = {0.05, 0.01, 0.001};
    for (int baseline = 0; baseline < 200; baseline++) {
      OneColumn column = OneColumn.of(draw(cumulative, training, random));
      for (int i = 0; i < 5; i++) {
        double p = column.judge(POLICY, draw(cumulative, rows, random)).pValue().orElse(1);
        for (int level = 0; level < levels.length; level++) {
          found[level] += p <= levels[level] ? 1 : 0;
        }
        windows++;
      }
    }

    for (int level = 0; level < levels.length; level++) {
      double expected = windows * levels[level];
      assertThat((double) found[level])
          .as("p <= %s in %s windows", levels[level], windows)
          // Five windows share a baseline, so that what they find comes in clumps of up to five.
          .isLessThanOrEqualTo(expected + 4 * Math.sqrt(5 * expected));
    }
  }

  /** One name among a thousand, which has no cell of its own. */
  @Test
  void aNewNameAmongAThousandIsFound() {
    Random random = new Random(7);
    int found = 0;
    for (int i = 0; i < 20; i++) {
      OneColumn column = OneColumn.of(names(5000, row -> "c" + random.nextInt(1000)));
      String[] now =
          names(2000, row -> random.nextInt(100) < 3 ? "new" : "c" + random.nextInt(1000));
      found += column.judge(POLICY, now).pValue().orElse(1) <= 0.001 ? 1 : 0;
    }

    assertThat(found).isEqualTo(20);
  }

  private static String[] names(int rows, IntFunction<String> name) {
    return IntStream.range(0, rows).mapToObj(name).toArray(String[]::new);
  }

  private static double[] zipf(int categories) {
    double[] cumulative = new double[categories];
    double sum = 0;
    for (int i = 0; i < categories; i++) {
      sum += 1.0 / (i + 1);
      cumulative[i] = sum;
    }
    return Arrays.stream(cumulative).map(x -> x / cumulative[categories - 1]).toArray();
  }

  private static String[] draw(double[] cumulative, int rows, Random random) {
    String[] names = new String[rows];
    for (int i = 0; i < rows; i++) {
      int at = Arrays.binarySearch(cumulative, random.nextDouble());
      names[i] = "c" + Math.min(cumulative.length - 1, at < 0 ? -at - 1 : at);
    }
    return names;
  }
}
