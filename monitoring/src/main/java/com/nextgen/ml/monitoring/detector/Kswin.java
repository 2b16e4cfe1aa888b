package com.nextgen.ml.monitoring.detector;

import java.util.Optional;

/**
 * KSWIN: a Kolmogorov-Smirnov test of the last r values of a sliding window against r drawn without
 * replacement from the older ones.
 *
 * <p>Raab, Heusinger, Schleif 2020, <em>Reactive Soft Prototype Computing for Concept Drift
 * Streams</em>, Neurocomputing 416. Drift where the distance exceeds √(−ln α / r), or, as in river,
 * where the exact p-value is at most α and the distance more than .1. The draws follow a seed, so
 * the same stream gives the same signals. One test a value: α is no bound on a stream's false
 * alarms.
 */
public final class Kswin extends RealDetector {
  private final Settings settings;
  private final double critical;
  private final double[] window;
  private int size;
  private int oldest;
  private double distance;
  private long random;

  /** Which distances are drifts. */
  public enum Criterion {
    /** More than √(−ln α / r). */
    PAPER,
    /** An exact p-value of at most α, and more than .1. */
    EXACT
  }

  /**
   * How it judges.
   *
   * @param level α
   * @param window values that slide, at most 100,000
   * @param recent r, at most half the window
   * @param criterion which distances are drifts
   * @param keepsRecent whether the last r values begin the new window after a drift, as in the
   *     paper; river's window begins empty
   * @param seed of the draws
   */
  public record Settings(
      double level, int window, int recent, Criterion criterion, boolean keepsRecent, long seed) {

    public Settings {
      Require.openShare("level", level);
      Require.that(window >= 4 && window <= 100_000, "window must be from 4 to 100000");
      Require.that(recent >= 2 && recent <= window / 2, "recent must be from 2 to window / 2");
    }

    /** Of the paper: α = .0001, a window of 300, the last 30. */
    public static Settings paper(long seed) {
      return new Settings(0.0001, 300, 30, Criterion.PAPER, true, seed);
    }

    /** River's defaults: α = .005, a window of 100, the last 30. */
    public static Settings river(long seed) {
      return new Settings(0.005, 100, 30, Criterion.EXACT, false, seed);
    }
  }

  /** Begins with no value seen. */
  public Kswin(Settings settings) {
    super("kswin");
    this.settings = settings;
    this.window = new double[settings.window()];
    this.random = settings.seed();
    this.critical =
        settings.criterion() == Criterion.PAPER
            ? Math.sqrt(-Math.log(settings.level()) / settings.recent())
            : Math.max(0.1, SmallKolmogorov.critical(settings.recent(), settings.level()));
  }

  @Override
  Signal next(double value) {
    int end = (oldest + size) % window.length;
    window[end] = value;
    if (size < window.length) {
      size++;
    } else {
      oldest = (oldest + 1) % window.length;
    }
    if (size < window.length) {
      return Signal.STABLE;
    }
    distance = SmallKolmogorov.distance(drawn(), recent());
    return distance > critical ? Signal.DRIFT : Signal.STABLE;
  }

  private double[] recent() {
    double[] recent = new double[settings.recent()];
    for (int i = 0; i < recent.length; i++) {
      recent[i] = window[(oldest + size - recent.length + i) % window.length];
    }
    return recent;
  }

  /** Selection sampling (Knuth, algorithm S): each set of r older values is as likely. */
  private double[] drawn() {
    double[] drawn = new double[settings.recent()];
    int older = window.length - drawn.length;
    int taken = 0;
    for (int i = 0; taken < drawn.length; i++) {
      if ((older - i) * uniform() < drawn.length - taken) {
        drawn[taken++] = window[(oldest + i) % window.length];
      }
    }
    return drawn;
  }

  /** SplitMix64 (Steele, Lea, Flood 2014): its whole state is one number. */
  private double uniform() {
    random += 0x9e3779b97f4a7c15L;
    long z = random;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
  }

  @Override
  public Optional<Evidence> evidence() {
    return size == window.length ? Optional.of(new Evidence(distance, critical)) : Optional.empty();
  }

  /** The draws go on where they were, so two drifts do not repeat each other's. */
  @Override
  void afterDrift() {
    double[] kept = settings.keepsRecent() ? recent() : new double[0];
    long draws = random;
    clear();
    System.arraycopy(kept, 0, window, 0, kept.length);
    size = kept.length;
    random = draws;
  }

  @Override
  public void clear() {
    size = 0;
    oldest = 0;
    distance = 0;
    random = settings.seed();
  }

  @Override
  void writeSettings(StateWriter writer) {
    writer.number(settings.level());
    writer.whole(settings.window());
    writer.whole(settings.recent());
    writer.name(settings.criterion());
    writer.flag(settings.keepsRecent());
    writer.whole(settings.seed());
  }

  @Override
  void writeState(StateWriter writer) {
    writer.whole(random);
    writer.number(distance);
    writer.whole(size);
    for (int i = 0; i < size; i++) {
      writer.number(window[(oldest + i) % window.length]);
    }
  }

  @Override
  void readState(StateReader reader) throws StateException {
    random = reader.whole();
    distance = reader.number(0, 1);
    oldest = 0;
    size = (int) reader.count(window.length);
    for (int i = 0; i < size; i++) {
      window[i] = reader.number(-1e9, 1e9);
    }
  }
}
