package com.nextgen.ml.benchmarks.trial.dependent;

import com.nextgen.ml.benchmarks.trial.level.Tally;
import com.nextgen.ml.benchmarks.trial.rule.Rule;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How often windows of one dependent stream without drift are called different. */
public final class DependentCase {
  /** What our policy takes rows for. */
  public enum Taken {
    INDEPENDENT,
    DEPENDENT
  }

  /** The levels that are checked. */
  public static final List<Double> LEVELS = List.of(0.05, 1e-3);

  private final String title;
  private final int window;
  private final int reference;
  private final Map<Taken, List<Tally>> significant = new EnumMap<>(Taken.class);
  private final Map<Taken, Tally> alarms = new EnumMap<>(Taken.class);
  private final Map<Taken, Tally> seen = new EnumMap<>(Taken.class);
  private final Map<Rule, Tally> peers = new EnumMap<>(Rule.class);

  /**
   * @param window rows of a window
   * @param reference rows of a baseline
   */
  public DependentCase(String title, int window, int reference) {
    this.title = title;
    this.window = window;
    this.reference = reference;
    for (Taken taken : Taken.values()) {
      significant.put(taken, LEVELS.stream().map(level -> new Tally()).toList());
      alarms.put(taken, new Tally());
      seen.put(taken, new Tally());
    }
    Stream.of(Rule.values()).filter(r -> r != Rule.OURS).forEach(r -> peers.put(r, new Tally()));
  }

  /** The stream's. */
  public String title() {
    return title;
  }

  int window() {
    return window;
  }

  int reference() {
    return reference;
  }

  /** Declared p-values of at most a level. */
  public Tally significant(Taken taken, int level) {
    return of(significant, taken).get(level);
  }

  /** Windows that the whole policy calls drifted at the first level. */
  public Tally alarms(Taken taken) {
    return of(alarms, taken);
  }

  /** The same of windows that are moved by one standard deviation. */
  public Tally seen(Taken taken) {
    return of(seen, taken);
  }

  /** Windows that another rule calls drifted. */
  public Tally peer(Rule rule) {
    return of(peers, rule);
  }

  private static <K, V> V of(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("no " + key);
    }
    return value;
  }
}
