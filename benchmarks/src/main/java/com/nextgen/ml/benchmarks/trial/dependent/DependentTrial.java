package com.nextgen.ml.benchmarks.trial.dependent;

import com.nextgen.ml.benchmarks.trial.dependent.DependentCase.Taken;
import com.nextgen.ml.benchmarks.trial.level.LevelCase;
import com.nextgen.ml.benchmarks.trial.population.KeyedRows;
import com.nextgen.ml.benchmarks.trial.population.Rows;
import com.nextgen.ml.benchmarks.trial.population.Seeds;
import com.nextgen.ml.benchmarks.trial.population.Size;
import com.nextgen.ml.benchmarks.trial.rule.Bench;
import com.nextgen.ml.benchmarks.trial.rule.Finding;
import com.nextgen.ml.benchmarks.trial.rule.Judge;
import com.nextgen.ml.benchmarks.trial.rule.Policies;
import com.nextgen.ml.benchmarks.trial.rule.Rule;
import com.nextgen.ml.benchmarks.trial.rule.ThreeSigmaRule;
import com.nextgen.ml.benchmarks.trial.rule.Watched;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DesignEffects;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * False alarms on dependent rows: with a baseline that was told what holds them together, with one
 * that was not, and by the other rules on the same samples.
 */
public final class DependentTrial {
  /** Rows of windows. */
  public static final List<Integer> WINDOWS = List.of(500, 2000, 10_000);

  static final int WINDOWS_A_BASELINE = 40;

  /** Windows that are moved, of each baseline. */
  private static final int MOVED = 4;

  private static final DriftCriteria WHOLE =
      new DriftCriteria(
          DependentCase.LEVELS.get(0),
          true,
          MonitoringPolicy.DEFAULT.minimumRows(),
          MonitoringPolicy.DEFAULT.drift());

  private final long seed;

  /** Draws with this seed. */
  public DependentTrial(long seed) {
    this.seed = seed;
  }

  /** All streams and sizes. */
  public List<DependentCase> run(int baselines) {
    List<DependentCase> cases = new ArrayList<>();
    for (DependentStream stream : DependentStream.ALL) {
      WINDOWS.forEach(window -> cases.add(run(stream, window, baselines)));
    }
    return cases;
  }

  /** One stream. */
  public DependentCase run(DependentStream stream, int window, int baselines) {
    int reference = stream.training(window, Seeds.of(seed)).keys().length;
    DependentCase found = new DependentCase(stream.title(), window, reference);
    IntStream.range(0, baselines).parallel().forEach(i -> repeat(stream, i, found));
    return found;
  }

  /**
   * False alarms alone, of baselines that were told, down to the rarest level.
   *
   * @param windows of each baseline; the standard errors allow for what they share
   */
  public LevelCase levels(DependentStream stream, int window, int baselines, int windows) {
    int reference = stream.training(window, Seeds.of(seed)).keys().length;
    LevelCase found = new LevelCase(stream.title(), new Size(window, reference));
    IntStream.range(0, baselines).parallel().forEach(i -> levels(stream, windows, i, found));
    return found;
  }

  private void levels(DependentStream stream, int windows, int repetition, LevelCase found) {
    int rows = found.size().window();
    SplittableRandom random =
        Seeds.of(seed, 59, DependentStream.ALL.indexOf(stream), rows, repetition);
    Watched watched = Watched.of(stream.training(rows, random), stream.blocking());
    DesignEffects told = watched.worth(stream.window());
    int[] hits = new int[LevelCase.LEVELS.size()];
    int[][] alone = new int[LevelCase.TESTS.size()][hits.length];
    for (int i = 0; i < windows; i++) {
      ColumnCounts counts = watched.count(stream.draw(rows, random));
      // A design effect is surer or less sure by the level.
      for (int level = 0; level < hits.length; level++) {
        double stated = LevelCase.LEVELS.get(level);
        ColumnReport report = Judge.judge(watched, counts, told, Policies.significance(stated));
        hits[level] += report.pValue().orElse(1) <= stated ? 1 : 0;
        for (int test = 0; test < alone.length; test++) {
          alone[test][level] += p(report, LevelCase.TESTS.get(test)) <= stated ? 1 : 0;
        }
      }
    }
    for (int level = 0; level < hits.length; level++) {
      found.declared(level).add(hits[level], windows);
      for (int test = 0; test < alone.length; test++) {
        found.test(test, level).add(alone[test][level], windows);
      }
    }
  }

  private static double p(ColumnReport report, TestName test) {
    return report.test(test).stream()
        .flatMapToDouble(figure -> figure.result().pValue().stream())
        .findFirst()
        .orElse(1);
  }

  private void repeat(DependentStream stream, int repetition, DependentCase found) {
    int rows = found.window();
    SplittableRandom random =
        Seeds.of(seed, 53, DependentStream.ALL.indexOf(stream), rows, repetition);
    KeyedRows training = stream.training(rows, random);
    Watched watched = Watched.of(training, stream.blocking());
    Bench bench = new Bench(true, training.rows(), watched);
    ThreeSigmaRule threeSigma = bench.threeSigma(stream.chunk(rows));
    Hits hits = new Hits(watched, stream);
    for (int i = 0; i < WINDOWS_A_BASELINE; i++) {
      Rows window = stream.draw(rows, random);
      hits.ours(watched.count(window));
      bench.peers(window, threeSigma, 1).forEach(hits::peer);
    }
    for (int i = 0; i < MOVED; i++) {
      double[] values = stream.draw(rows, random).values();
      double[] moved = Arrays.stream(values).map(x -> x + stream.deviation()).toArray();
      hits.moved(watched.count(new Rows(moved)));
    }
    hits.addTo(found);
  }

  /** Of one baseline. */
  private static final class Hits {
    private final Watched baseline;
    private final Map<Taken, DesignEffects> worth = new EnumMap<>(Taken.class);
    private final Map<Taken, int[]> significant = new EnumMap<>(Taken.class);
    private final Map<Taken, int[]> drifted = new EnumMap<>(Taken.class);
    private final Map<Rule, Integer> peers = new EnumMap<>(Rule.class);

    Hits(Watched watched, DependentStream stream) {
      this.baseline = watched;
      worth.put(Taken.INDEPENDENT, DesignEffects.INDEPENDENT);
      worth.put(Taken.DEPENDENT, watched.worth(stream.window()));
      for (Taken taken : Taken.values()) {
        significant.put(taken, new int[DependentCase.LEVELS.size()]);
        drifted.put(taken, new int[2]);
      }
    }

    void ours(ColumnCounts window) {
      worth.forEach(
          (taken, known) -> {
            for (int i = 0; i < DependentCase.LEVELS.size(); i++) {
              double level = DependentCase.LEVELS.get(i);
              ColumnReport report =
                  Judge.judge(baseline, window, known, Policies.significance(level));
              count(significant, taken, i, report.pValue().orElse(1) <= level);
            }
            count(drifted, taken, 0, isDrifted(window, known));
          });
    }

    void moved(ColumnCounts window) {
      worth.forEach((taken, known) -> count(drifted, taken, 1, isDrifted(window, known)));
    }

    void peer(Rule rule, Finding finding) {
      peers.merge(rule, finding.alarm() ? 1 : 0, Integer::sum);
    }

    private boolean isDrifted(ColumnCounts window, DesignEffects known) {
      return Judge.judge(baseline, window, known, WHOLE).verdict() == Verdict.DRIFTED;
    }

    private static void count(Map<Taken, int[]> map, Taken taken, int at, boolean hit) {
      map.computeIfPresent(
          taken,
          (key, counts) -> {
            counts[at] += hit ? 1 : 0;
            return counts;
          });
    }

    void addTo(DependentCase found) {
      significant.forEach(
          (taken, counts) -> {
            for (int i = 0; i < counts.length; i++) {
              found.significant(taken, i).add(counts[i], WINDOWS_A_BASELINE);
            }
          });
      drifted.forEach(
          (taken, counts) -> {
            found.alarms(taken).add(counts[0], WINDOWS_A_BASELINE);
            found.seen(taken).add(counts[1], MOVED);
          });
      peers.forEach((rule, count) -> found.peer(rule).add(count, WINDOWS_A_BASELINE));
    }
  }
}
