package com.nextgen.ml.benchmarks.trial.level;

import com.nextgen.ml.benchmarks.trial.population.Numbers;
import com.nextgen.ml.benchmarks.trial.population.Population;
import com.nextgen.ml.benchmarks.trial.population.Rows;
import com.nextgen.ml.benchmarks.trial.population.Seeds;
import com.nextgen.ml.benchmarks.trial.population.Shape;
import com.nextgen.ml.benchmarks.trial.population.Size;
import com.nextgen.ml.benchmarks.trial.rule.Bench;
import com.nextgen.ml.benchmarks.trial.rule.Finding;
import com.nextgen.ml.benchmarks.trial.rule.KsRule;
import com.nextgen.ml.benchmarks.trial.rule.Policies;
import com.nextgen.ml.benchmarks.trial.rule.Rule;
import com.nextgen.ml.benchmarks.trial.rule.Sorted;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.stats.BenjaminiHochberg;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Models of 1 to 200 features without drift: how often any feature of a window is called drifted.
 * Of ours the significance part alone, at .05 after Benjamini and Hochberg; of the others the rules
 * as they are.
 */
public final class FamilyTrial {
  /** Numbers of features. */
  public static final List<Integer> FEATURES = List.of(1, 10, 50, 200);

  /** Rows. */
  public static final Size SIZE = new Size(500, 5000);

  private static final List<Shape> SHAPES = List.of(Shape.values());
  private static final double LEVEL = 0.05;
  private static final DriftCriteria POLICY = Policies.significance(LEVEL);

  private final long seed;
  private final Map<Rule, List<Tally>> tallies = new EnumMap<>(Rule.class);

  /** Draws with this seed. */
  public FamilyTrial(long seed) {
    this.seed = seed;
    for (Rule rule : Rule.values()) {
      tallies.put(rule, FEATURES.stream().map(size -> new Tally()).toList());
    }
  }

  /** For each rule and number of features, windows with any alarm. */
  public Map<Rule, List<Tally>> run(int windows) {
    IntStream.range(0, windows).parallel().forEach(this::repeat);
    return tallies;
  }

  private void repeat(int repetition) {
    SplittableRandom random = Seeds.of(seed, 29, repetition);
    int most = FEATURES.get(FEATURES.size() - 1);
    List<Map<Rule, Finding>> findings = new ArrayList<>();
    double[] pValues = new double[most];
    boolean[] ks = new boolean[FEATURES.size()];
    for (int feature = 0; feature < most; feature++) {
      Population population = SHAPES.get(feature % SHAPES.size()).population();
      boolean numeric = population instanceof Numbers;
      Rows training = Rows.draw(population, SIZE.reference(), random);
      Rows window = Rows.draw(population, SIZE.window(), random);
      Bench bench = new Bench(numeric, training);
      Map<Rule, Finding> found = bench.judge(window, bench.threeSigma(SIZE.window()), POLICY, most);
      findings.add(found);
      pValues[feature] = Math.exp(-found.getOrDefault(Rule.OURS, Finding.NONE).evidence());
      for (int i = 0; i < FEATURES.size(); i++) {
        ks[i] |=
            feature < FEATURES.get(i)
                && KsRule.judge(numeric, new Sorted(training), new Sorted(window), FEATURES.get(i))
                    .alarm();
      }
    }
    for (int i = 0; i < FEATURES.size(); i++) {
      int size = FEATURES.get(i);
      double[] own = Arrays.copyOf(pValues, size);
      add(Rule.OURS, i, Arrays.stream(BenjaminiHochberg.adjusted(own)).min().orElse(1) <= LEVEL);
      add(Rule.KS_BONFERRONI, i, ks[i]);
      for (Rule rule : List.of(Rule.EVIDENTLY, Rule.THREE_SIGMA, Rule.PSI_20, Rule.PSI_10)) {
        add(
            rule,
            i,
            findings.subList(0, size).stream()
                .anyMatch(found -> found.getOrDefault(rule, Finding.NONE).alarm()));
      }
    }
  }

  private void add(Rule rule, int size, boolean alarm) {
    Objects.requireNonNull(tallies.get(rule)).get(size).add(alarm ? 1 : 0, 1);
  }
}
