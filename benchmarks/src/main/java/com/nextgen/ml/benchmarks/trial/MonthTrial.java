package com.nextgen.ml.benchmarks.trial;

import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.stats.BenjaminiHochberg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Months of one stream without drift, 500 rows in five minutes, against one baseline each: the same
 * rows are judged in windows of five minutes, an hour and a day, as the default policy has it. A
 * model has one feature of each shape.
 */
final class MonthTrial {
  /** Rows of five minutes. */
  static final int ROWS = 500;

  /** Rows of a baseline. */
  static final int REFERENCE = 50_000;

  /** The windows, and how many five minutes they are. */
  static final List<String> WINDOWS = List.of("5m", "1h", "1d");

  private static final int[] FIVE_MINUTES = {1, 12, 288};
  private static final int DAYS = 30;

  private final long seed;

  MonthTrial(long seed) {
    this.seed = seed;
  }

  /**
   * Alarms of one month.
   *
   * @param significant windows of each length with a significant feature
   * @param alarms windows of each length that the whole policy calls drifted
   */
  record Month(List<Integer> significant, List<Integer> alarms) {

    Month {
      significant = List.copyOf(significant);
      alarms = List.copyOf(alarms);
    }

    int allSignificant() {
      return significant.stream().mapToInt(n -> n).sum();
    }

    int allAlarms() {
      return alarms.stream().mapToInt(n -> n).sum();
    }
  }

  List<Month> run(int months) {
    return IntStream.range(0, months).parallel().mapToObj(this::live).toList();
  }

  private Month live(int month) {
    SplittableRandom random = Seeds.of(seed, 41, month);
    List<Watched> baselines = new ArrayList<>();
    List<CountSampler> samplers = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      Population population = shape.population();
      Rows training = Rows.draw(population, REFERENCE, random);
      Watched baseline = Watched.of(population instanceof Numbers, training);
      baselines.add(baseline);
      samplers.add(new CountSampler(baseline.baseline(), population));
    }
    List<Looks> looks =
        WINDOWS.stream().map(name -> new Looks(baselines, Policies.window(name))).toList();
    for (int i = 1; i <= DAYS * 288; i++) {
      List<ColumnCounts> rows = samplers.stream().map(s -> s.draw(ROWS, random)).toList();
      for (int w = 0; w < FIVE_MINUTES.length; w++) {
        looks.get(w).add(rows, i % FIVE_MINUTES[w] == 0);
      }
    }
    return new Month(
        looks.stream().map(l -> l.significant).toList(),
        looks.stream().map(l -> l.alarms).toList());
  }

  /** The windows of one length. */
  private static final class Looks {
    private final List<Watched> baselines;
    private final DriftCriteria policy;
    private List<ColumnCounts> sum;
    private int significant;
    private int alarms;

    Looks(List<Watched> baselines, DriftCriteria policy) {
      this.baselines = baselines;
      this.policy = policy;
      this.sum = List.of();
    }

    void add(List<ColumnCounts> rows, boolean ends) {
      List<ColumnCounts> before = sum;
      sum =
          before.isEmpty()
              ? rows
              : IntStream.range(0, rows.size())
                  .mapToObj(i -> before.get(i).plus(rows.get(i)))
                  .toList();
      if (ends) {
        DriftReport report = Judge.judge(baselines, sum, policy);
        double[] pValues =
            report.features().stream().mapToDouble(f -> f.pValue().orElse(1)).toArray();
        double least = Arrays.stream(BenjaminiHochberg.adjusted(pValues)).min().orElse(1);
        significant += least <= policy.level() ? 1 : 0;
        alarms += report.hasDrift() ? 1 : 0;
        sum = List.of();
      }
    }
  }
}
