package com.nextgen.ml.monitoring.detector;

import java.util.Optional;

/**
 * ADWIN: a window that grows while its mean is one, kept as exponential buckets. Wherever the means
 * of an older and a newer part differ by more than ε, the oldest bucket is dropped.
 *
 * <p>Bifet, Gavaldà 2007, <em>Learning from Time-Changing Data with Adaptive Windowing</em>, SDM: ε
 * = √(2σ²L/m) + 2L/(3m) with L = ln(2 ln(n) / δ) and 1/m = 1/n0 + 1/n1; buckets as in its ADWIN2,
 * variances after Babcock, Datar, Motwani, O'Callaghan 2003. The bound on false alarms is for
 * values in [0, 1] and a check.
 */
public final class Adwin extends RealDetector {
  private final Settings settings;
  private final AdwinWindow window;
  private long ticks;
  private double difference;
  private double cut;

  /**
   * How it judges.
   *
   * @param delta δ
   * @param clock values from check to check
   * @param buckets of one size until two are merged, from 2 to 100
   * @param leastPart values that either part has at least
   * @param grace values in the window over which it is checked
   * @param variant where the paper and river part
   */
  public record Settings(
      double delta, int clock, int buckets, int leastPart, int grace, Variant variant) {
    /** Of the paper, but checked at each 32nd value: δ = .002, five buckets of a size. */
    public static final Settings DEFAULT = new Settings(0.002, 32, 5, 5, 10, Variant.PAPER);

    /** River's defaults. */
    public static final Settings RIVER = new Settings(0.002, 32, 5, 5, 10, Variant.RIVER);

    public Settings {
      Require.openShare("delta", delta);
      Require.atLeast("clock", clock, 1);
      Require.that(buckets >= 2 && buckets <= 100, "buckets must be from 2 to 100");
      Require.atLeast("least part", leastPart, 1);
      Require.atLeast("grace", grace, 1);
    }
  }

  /** Where river differs. */
  public enum Variant {
    /** m of n0 and n1; the newer part stays after a drift. */
    PAPER,
    /** m of n0 and n1 less the least part, plus 1; the window is emptied after a drift. */
    RIVER
  }

  /** Begins with no value seen. */
  public Adwin(Settings settings) {
    super("adwin");
    this.settings = settings;
    this.window = new AdwinWindow(settings.buckets());
  }

  @Override
  Signal next(double value) {
    window.add(value);
    ticks++;
    if (ticks % settings.clock() != 0 || window.width() <= settings.grace()) {
      return Signal.STABLE;
    }
    boolean changed = false;
    while (window.width() > 1 && finds()) {
      changed = true;
      window.dropOldest();
    }
    return changed ? Signal.DRIFT : Signal.STABLE;
  }

  /** Whether there is a cut at which the two parts differ. */
  private boolean finds() {
    double olderCount = 0;
    double olderTotal = 0;
    double newerCount = window.width();
    double newerTotal = window.total();
    for (int row = window.rows() - 1; row >= 0; row--) {
      for (int i = 0; i < window.buckets(row); i++) {
        double count = AdwinWindow.values(row);
        double total = window.total(row, i);
        olderCount += count;
        olderTotal += total;
        newerCount -= count;
        newerTotal -= total;
        if (olderCount >= settings.leastPart()
            && newerCount >= settings.leastPart()
            && differ(olderCount, olderTotal, newerCount, newerTotal)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean differ(double n0, double total0, double n1, double total1) {
    int less = settings.variant() == Variant.RIVER ? settings.leastPart() - 1 : 0;
    double inverse = 1 / (n0 - less) + 1 / (n1 - less);
    double log = Math.log(2 * Math.log((double) window.width()) / settings.delta());
    cut =
        Math.sqrt(2 * inverse * window.variance() / window.width() * log) + 2.0 / 3 * log * inverse;
    difference = Math.abs(total0 / n0 - total1 / n1);
    return difference > cut;
  }

  /** Returns the last difference that was looked at, and its ε. */
  @Override
  public Optional<Evidence> evidence() {
    return cut > 0 ? Optional.of(new Evidence(difference, cut)) : Optional.empty();
  }

  /** Returns how many values the window covers. */
  public long width() {
    return window.width();
  }

  @Override
  void afterDrift() {
    if (settings.variant() == Variant.RIVER) {
      clear();
    }
  }

  @Override
  public void clear() {
    window.clear();
    ticks = 0;
    difference = 0;
    cut = 0;
  }

  @Override
  void writeSettings(StateWriter writer) {
    writer.number(settings.delta());
    writer.whole(settings.clock());
    writer.whole(settings.buckets());
    writer.whole(settings.leastPart());
    writer.whole(settings.grace());
    writer.flag(settings.variant() == Variant.RIVER);
  }

  @Override
  void writeState(StateWriter writer) {
    writer.whole(ticks);
    writer.number(difference);
    writer.number(cut);
    window.write(writer);
  }

  @Override
  void readState(StateReader reader) throws StateException {
    ticks = reader.count();
    difference = reader.number(0, Double.MAX_VALUE);
    cut = reader.number(0, Double.MAX_VALUE);
    window.read(reader);
  }
}
