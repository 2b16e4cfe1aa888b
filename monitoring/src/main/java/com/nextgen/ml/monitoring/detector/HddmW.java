package com.nextgen.ml.monitoring.detector;

import java.util.Optional;

/**
 * HDDM-W: McDiarmid's bound on the difference of two exponentially weighted means, the one up to a
 * cut and the one after it; the cut is where the first one's upper bound was least.
 *
 * <p>Frías-Blanco et al. 2015 (see {@link HddmA}). The level holds for one comparison of a fixed
 * cut, not for a stream.
 */
public final class HddmW extends RealDetector {
  private final Settings settings;
  private final WeightedMean all = new WeightedMean();
  private final WeightedMean beforeRise = new WeightedMean();
  private final WeightedMean afterRise = new WeightedMean();
  private final WeightedMean beforeFall = new WeightedMean();
  private final WeightedMean afterFall = new WeightedMean();

  /**
   * How it judges.
   *
   * @param drift level α of a drift
   * @param warning level of a warning, at least that of a drift
   * @param weight λ of the newest value
   * @param bothSides whether a decrease is a drift too
   * @param firstWeight what the squared weights of a mean of one value add up to: 1 in the paper;
   *     river takes λ² + (1 − λ)², which is less than a mean of one value has
   */
  public record Settings(
      double drift, double warning, double weight, boolean bothSides, FirstWeight firstWeight) {
    /** Of the paper: .001, .005, λ = .05; increases only. */
    public static final Settings DEFAULT = new Settings(0.001, 0.005, 0.05, false, FirstWeight.ONE);

    public Settings {
      Require.openShare("drift", drift);
      Require.openShare("warning", warning);
      Require.openShare("weight", weight);
      Require.that(drift <= warning, "drift must be at most warning");
    }
  }

  /** The squared weight of a mean's first value. */
  public enum FirstWeight {
    /** 1: the mean of one value is this value. */
    ONE,
    /** λ² + (1 − λ)², as river has it. */
    RIVER
  }

  /** Begins with no value seen. */
  public HddmW(Settings settings) {
    super("hddm-w", 0, 1);
    this.settings = settings;
    clear();
  }

  @Override
  Signal next(double value) {
    all.add(value, settings);
    double bound = bound(all.squares(), settings.drift());
    if (!beforeRise.known() || all.mean() + bound < beforeRise.cut()) {
      beforeRise.become(all, all.mean() + bound);
      afterRise.clear();
    } else {
      afterRise.add(value, settings);
    }
    if (!beforeFall.known() || all.mean() - bound > beforeFall.cut()) {
      beforeFall.become(all, all.mean() - bound);
      afterFall.clear();
    } else {
      afterFall.add(value, settings);
    }
    if (changed(settings.drift())) {
      return Signal.DRIFT;
    }
    return changed(settings.warning()) ? Signal.WARNING : Signal.STABLE;
  }

  private static double bound(double squares, double level) {
    return Math.sqrt(squares * Math.log(1 / level) / 2);
  }

  private boolean changed(double level) {
    return exceeds(beforeRise, afterRise, level)
        || (settings.bothSides() && exceeds(afterFall, beforeFall, level));
  }

  private static boolean exceeds(WeightedMean lower, WeightedMean upper, double level) {
    return lower.known()
        && upper.known()
        && upper.mean() - lower.mean() > bound(lower.squares() + upper.squares(), level);
  }

  /** Returns the increase since the cut, and the level's bound on it. */
  @Override
  public Optional<Evidence> evidence() {
    return beforeRise.known() && afterRise.known()
        ? Optional.of(
            new Evidence(
                afterRise.mean() - beforeRise.mean(),
                bound(beforeRise.squares() + afterRise.squares(), settings.drift())))
        : Optional.empty();
  }

  @Override
  public void clear() {
    all.clear();
    beforeRise.clear();
    afterRise.clear();
    beforeFall.clear();
    afterFall.clear();
  }

  @Override
  void writeSettings(StateWriter writer) {
    writer.number(settings.drift());
    writer.number(settings.warning());
    writer.number(settings.weight());
    writer.flag(settings.bothSides());
    writer.flag(settings.firstWeight() == FirstWeight.RIVER);
  }

  @Override
  void writeState(StateWriter writer) {
    all.write(writer);
    beforeRise.write(writer);
    afterRise.write(writer);
    beforeFall.write(writer);
    afterFall.write(writer);
  }

  @Override
  void readState(StateReader reader) throws StateException {
    all.read(reader);
    beforeRise.read(reader);
    afterRise.read(reader);
    beforeFall.read(reader);
    afterFall.read(reader);
  }
}
