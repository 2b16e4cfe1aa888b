package com.nextgen.ml.benchmarks.trial.level;

import com.nextgen.ml.benchmarks.trial.population.Size;
import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** How often p-values of windows without drift are small. */
public final class LevelCase {
  /** The levels that are checked. */
  public static final List<Double> LEVELS = List.of(0.05, 1e-3, 4e-5);

  /** The tests behind the declared p-value. */
  public static final List<TestName> TESTS =
      List.of(TestName.KS, TestName.G_TEST, TestName.WASSERSTEIN);

  /** The place of G among these. */
  public static final int G = TESTS.indexOf(TestName.G_TEST);

  private final String title;
  private final Size size;
  private final List<List<Tally>> tallies =
      IntStream.rangeClosed(0, TESTS.size())
          .mapToObj(i -> LEVELS.stream().map(level -> new Tally()).toList())
          .toList();

  /** Nothing is counted yet. */
  public LevelCase(String title, Size size) {
    this.title = title;
    this.size = size;
  }

  /** Adds the windows of one baseline. */
  public void add(List<ColumnReport> windows) {
    for (int test = 0; test <= TESTS.size(); test++) {
      for (int level = 0; level < LEVELS.size(); level++) {
        long hits = 0;
        for (ColumnReport window : windows) {
          hits += pValue(window, test) <= LEVELS.get(level) ? 1 : 0;
        }
        tallies.get(test).get(level).add(hits, windows.size());
      }
    }
  }

  private static double pValue(ColumnReport window, int test) {
    OptionalDouble p =
        test == 0
            ? window.pValue()
            : window
                .test(TESTS.get(test - 1))
                .map(figure -> figure.result().pValue())
                .orElse(OptionalDouble.empty());
    return p.orElse(1);
  }

  String title() {
    return title;
  }

  /** Returns the rows of both sides. */
  public Size size() {
    return size;
  }

  /** Of the declared p-value at a level. */
  public Tally declared(int level) {
    return tallies.get(0).get(level);
  }

  /** Of one of {@link #TESTS} at a level. */
  public Tally test(int test, int level) {
    return tallies.get(test + 1).get(level);
  }
}
