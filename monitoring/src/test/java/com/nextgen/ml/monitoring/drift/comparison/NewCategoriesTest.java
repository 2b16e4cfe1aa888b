package com.nextgen.ml.monitoring.drift.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.baseline.DesignEffect;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewCategoriesTest {
  private static final int MAX_NAMED = CategoricalBins.MAX_NAMED;

  @Test
  void eachNewRowHalvesThePValueAmongWellKnownCategories() {
    long[] known = new long[20];
    Arrays.fill(known, 25);

    // Twenty categories of some 50 pooled rows may be absent by chance too: 2^-50.
    assertThat(pValue(known, known, 1)).isEqualTo(0.5, within(2e-3));
    assertThat(pValue(known, less(known, 5), 5)).isEqualTo(1 / 32.0, within(1e-9));
    assertThat(pValue(known, less(known, 20), 20)).isEqualTo(Math.pow(0.5, 20), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "5, 4", "9, 3"})
  void pValueIsTheSumOverAllSetsOfCategories(int fresh, int times) {
    long[] reference = {1, 1, 2, 3, 5, 40};
    long[] current = {0, 2, 1, 0, 4L * times, 30};
    long n = Arrays.stream(reference).sum();
    long m = Arrays.stream(current).sum() + fresh;
    double share = (double) m / (n + m);
    int[] rows = new int[reference.length + fresh];
    Arrays.fill(rows, 1);
    for (int i = 0; i < reference.length; i++) {
      rows[i] = (int) (reference[i] + current[i]);
    }

    double expected = 0;
    for (int set = 0; set < 1 << rows.length; set++) {
      double probability = 1;
      int sum = 0;
      for (int i = 0; i < rows.length; i++) {
        double absent = Math.pow(share, rows[i]);
        boolean isNew = (set >> i & 1) == 1;
        probability *= isNew ? absent : 1 - absent;
        sum += isNew ? rows[i] : 0;
      }
      expected += sum >= fresh ? probability : 0;
    }

    assertThat(pValue(reference, current, fresh)).isEqualTo(expected, within(1e-12));
  }

  /**
   * Of populations with many categories that may be absent, also ones that come as a clump: there a
   * comparison with the singletons alone is wrong by orders.
   */
  @ParameterizedTest
  @CsvSource({
    "equal, 100, 800, 800",
    "equal, 100, 800, 4000",
    "equal, 1000, 1000, 500",
    "1 / rank, 200, 500, 500",
    "1 / rank, 2000, 2000, 500",
    "falling by a tenth, 150, 1000, 200",
    "falling by a tenth, 150, 200, 1000"
  })
  void pValueIsValidWithoutDrift(String shape, int size, int n, int m) {
    double[] cumulative = cumulative(shape, size);
    SplittableRandom random = new SplittableRandom(20_261_125);
    int windows = 1000;
    int[] hits = new int[3];
    double[] levels = {0.05, 1e-3, 4e-5};
    for (int i = 0; i < windows; i++) {
      double p = pValue(draw(cumulative, n, random), draw(cumulative, m, random));
      for (int level = 0; level < levels.length; level++) {
        hits[level] += p <= levels[level] ? 1 : 0;
      }
    }
    for (int level = 0; level < levels.length; level++) {
      double expected = windows * levels[level];
      assertThat((double) hits[level])
          .as("p <= %s", levels[level])
          .isLessThanOrEqualTo(expected + 4 * Math.sqrt(expected));
    }
  }

  @ParameterizedTest
  @CsvSource({"200, 5000, 1000, .03", "200, 100000, 500, .01", "200, 5000, 50, .2"})
  void detectsANewCategory(int size, int n, int m, double part) {
    double[] cumulative = cumulative("1 / rank", size);
    SplittableRandom random = new SplittableRandom(7);
    int seen = 0;
    for (int i = 0; i < 40; i++) {
      int fresh = (int) Math.round(part * m);
      long[] current = Arrays.copyOf(draw(cumulative, m - fresh, random), size + 1);
      current[size] = fresh;
      long[] reference = Arrays.copyOf(draw(cumulative, n, random), size + 1);
      seen += pValue(reference, current) <= 0.01 ? 1 : 0;
    }
    assertThat(seen).isGreaterThanOrEqualTo(36);
  }

  @Test
  void countsDependentRowsForLess() {
    long[] reference = {400, 200, 100, 50};
    long[] current = {200, 100, 50, 25};
    DesignEffect four = new DesignEffect(4, 0, 4, 4, 4);

    OptionalDouble once = pValue(reference, current, 6, OptionalLong.of(0), DesignEffect.NONE);
    OptionalDouble fourfold =
        pValue(times(reference), times(current), 24, OptionalLong.of(0), four);

    assertThat(fourfold.orElseThrow()).isEqualTo(once.orElseThrow(), within(1e-12));
    assertThat(pValue(reference, current, 3, OptionalLong.of(0), four)).isEmpty();
  }

  @Test
  void pValueOfMillionsOfNewRowsIsTinyAndNotNegative() {
    long[] known = {900_000, 90_000, 1};
    assertThat(pValue(known, known, 5_000_000)).isLessThan(1e-9).isNotNegative();
  }

  @Test
  void hasNoPValueWithoutNewRowsOrKnownSingletons() {
    CategoricalBins open = new CategoricalBins(List.of("a", "b"), Set.of(), Set.of("c"));
    DesignEffect one = DesignEffect.NONE;
    CategoricalCounts reference = CategoricalCounts.of(open, new long[] {50, 40, 1, 0, 0});
    CategoricalCounts current = CategoricalCounts.of(open, new long[] {50, 30, 1, 9, 0});

    assertThat(NewCategories.pValue(new ColumnComparison(reference, current))).isEmpty();
    assertThat(
            NewCategories.pValue(
                new ColumnComparison(reference, current, one, one, OptionalLong.of(1), true)))
        .isPresent();
    assertThat(
            NewCategories.pValue(
                new ColumnComparison(reference, reference, one, one, OptionalLong.of(1), true)))
        .isEmpty();
    assertThat(
            NewCategories.pValue(
                new ColumnComparison(current, current, one, one, OptionalLong.of(1), true)))
        .isEmpty();
  }

  private static long[] less(long[] counts, int rows) {
    long[] fewer = counts.clone();
    for (int i = 0; i < rows; i++) {
      fewer[i % fewer.length]--;
    }
    return fewer;
  }

  private static long[] times(long[] counts) {
    return Arrays.stream(counts).map(count -> 4 * count).toArray();
  }

  private static double pValue(long[] reference, long[] current, int fresh) {
    return pValue(reference, current, fresh, OptionalLong.empty(), DesignEffect.NONE).orElseThrow();
  }

  private static OptionalDouble pValue(
      long[] reference, long[] current, long fresh, OptionalLong singletons, DesignEffect worth) {
    int size = reference.length;
    CategoricalBins bins =
        CategoricalBins.of(IntStream.range(0, size).mapToObj(i -> "c" + i).toList());
    long[] second = Arrays.copyOf(current, size + 3);
    second[size + 1] = fresh;
    return NewCategories.pValue(
        new ColumnComparison(
            CategoricalCounts.of(bins, Arrays.copyOf(reference, size + 3)),
            CategoricalCounts.of(bins, second),
            worth,
            worth,
            singletons,
            true));
  }

  /** As a baseline counts them: the hundred most frequent by name. */
  private static double pValue(long[] reference, long[] current) {
    List<Integer> seen =
        IntStream.range(0, reference.length)
            .filter(i -> reference[i] > 0)
            .boxed()
            .sorted((a, b) -> Long.compare(reference[b], reference[a]))
            .toList();
    int named = Math.min(MAX_NAMED, seen.size());
    long[] first = new long[named + 3];
    long[] second = new long[named + 3];
    Set<String> rest = new HashSet<>();
    for (int i = 0; i < seen.size(); i++) {
      first[Math.min(i, named)] += reference[seen.get(i)];
      second[Math.min(i, named)] += current[seen.get(i)];
      if (i >= named) {
        rest.add("c" + seen.get(i));
      }
    }
    second[named + 1] = Arrays.stream(current).sum() - Arrays.stream(second).sum();
    List<String> names = seen.subList(0, named).stream().map(i -> "c" + i).toList();
    CategoricalBins bins = new CategoricalBins(names, Set.of(), rest);
    long singletons = Arrays.stream(reference).filter(rows -> rows == 1).count();
    return NewCategories.pValue(
            new ColumnComparison(
                CategoricalCounts.of(bins, first),
                CategoricalCounts.of(bins, second),
                DesignEffect.NONE,
                DesignEffect.NONE,
                OptionalLong.of(singletons),
                true))
        .orElse(1);
  }

  private static double[] cumulative(String shape, int size) {
    IntToDoubleFunction share =
        switch (shape) {
          case "equal" -> i -> 1;
          case "1 / rank" -> i -> 1.0 / (i + 1);
          default -> i -> Math.pow(0.9, i);
        };
    double[] sums = IntStream.range(0, size).mapToDouble(share).toArray();
    Arrays.parallelPrefix(sums, Double::sum);
    return sums;
  }

  private static long[] draw(double[] cumulative, int rows, SplittableRandom random) {
    int last = cumulative.length - 1;
    long[] counts = new long[cumulative.length];
    for (int i = 0; i < rows; i++) {
      int at = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[last]);
      counts[Math.min(last, at < 0 ? -at - 1 : at)]++;
    }
    return counts;
  }
}
