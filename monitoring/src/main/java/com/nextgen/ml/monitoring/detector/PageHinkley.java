package com.nextgen.ml.monitoring.detector;

import java.util.Optional;

/**
 * Page-Hinkley: the sum of (x − mean of all so far − δ) less its least value so far; for decreases
 * the greatest value so far of the sum of (x − mean + δ) less that sum.
 *
 * <p>Page 1954, <em>Continuous Inspection Schemes</em>, Biometrika 41; Hinkley 1971, <em>Inference
 * about the change-point from cumulative sum tests</em>, Biometrika 58. Neither forgets; river
 * multiplies the sums by .9999 at each step, which {@link Settings#RIVER} does too.
 */
public final class PageHinkley extends RealDetector {
  private final Settings settings;
  private final RunningMean mean = new RunningMean();
  private double rise;
  private double leastRise;
  private double fall;
  private double greatestFall;

  /**
   * How it judges.
   *
   * @param warmUp values until anything is said
   * @param slack δ, the change that does not matter
   * @param threshold λ
   * @param memory what a step leaves of the sums: 1 forgets nothing
   * @param side which change is looked for
   */
  public record Settings(int warmUp, double slack, double threshold, double memory, Side side) {
    /** Forgets nothing; other values as are usual. */
    public static final Settings DEFAULT = new Settings(30, 0.005, 50, 1, Side.UP);

    /** River's defaults. */
    public static final Settings RIVER = new Settings(30, 0.005, 50, 1 - 0.0001, Side.BOTH);

    public Settings {
      Require.atLeast("warm-up", warmUp, 1);
      Require.atLeast("slack", slack, 0);
      Require.positive("threshold", threshold);
      Require.that(memory > 0 && memory <= 1, "memory must be more than 0 and at most 1");
    }
  }

  /** Begins with no value seen. */
  public PageHinkley(Settings settings) {
    super("page-hinkley");
    this.settings = settings;
  }

  @Override
  Signal next(double value) {
    mean.add(value);
    double deviation = value - mean.mean();
    rise = settings.memory() * rise + deviation - settings.slack();
    fall = settings.memory() * fall + deviation + settings.slack();
    boolean first = mean.count() == 1;
    leastRise = first ? rise : Math.min(leastRise, rise);
    greatestFall = first ? fall : Math.max(greatestFall, fall);
    boolean drift = mean.count() >= settings.warmUp() && statistic() > settings.threshold();
    return drift ? Signal.DRIFT : Signal.STABLE;
  }

  private double statistic() {
    double up = rise - leastRise;
    double down = greatestFall - fall;
    return switch (settings.side()) {
      case UP -> up;
      case DOWN -> down;
      case BOTH -> Math.max(up, down);
    };
  }

  @Override
  public Optional<Evidence> evidence() {
    return mean.count() >= settings.warmUp()
        ? Optional.of(new Evidence(statistic(), settings.threshold()))
        : Optional.empty();
  }

  @Override
  public void clear() {
    mean.clear();
    rise = 0;
    leastRise = 0;
    fall = 0;
    greatestFall = 0;
  }

  @Override
  void writeSettings(StateWriter writer) {
    writer.whole(settings.warmUp());
    writer.number(settings.slack());
    writer.number(settings.threshold());
    writer.number(settings.memory());
    writer.name(settings.side());
  }

  @Override
  void writeState(StateWriter writer) {
    mean.write(writer);
    writer.number(rise);
    writer.number(leastRise);
    writer.number(fall);
    writer.number(greatestFall);
  }

  @Override
  void readState(StateReader reader) throws StateException {
    mean.read(reader, -1e9, 1e9);
    rise = reader.number(-1e100, 1e100);
    leastRise = reader.number(-1e100, 1e100);
    fall = reader.number(-1e100, 1e100);
    greatestFall = reader.number(-1e100, 1e100);
    if (leastRise > rise || greatestFall < fall) {
      throw new StateException("a sum has passed its bound");
    }
  }
}
