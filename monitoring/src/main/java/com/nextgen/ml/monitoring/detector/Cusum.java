package com.nextgen.ml.monitoring.detector;

import java.util.Optional;

/**
 * CUSUM: with z = (x − mean) / deviation, the sum S = max(0, S + z − slack) for increases and
 * max(0, S − z − slack) for decreases; drift where one exceeds the threshold.
 *
 * <p>Page 1954, <em>Continuous Inspection Schemes</em>, Biometrika 41(1/2), equation for one-sided
 * schemes. Mean and deviation are those of the stream before any change and must be known.
 */
public final class Cusum extends RealDetector {
  private final Settings settings;
  private double rise;
  private double fall;

  /**
   * How it judges.
   *
   * @param mean of a value before any change
   * @param deviation standard deviation of a value, more than 0
   * @param slack in deviations: half the change that should be found fastest
   * @param threshold in deviations
   * @param side which change is looked for
   */
  public record Settings(double mean, double deviation, double slack, double threshold, Side side) {

    public Settings {
      Require.atLeast("mean", mean, -1e9);
      Require.positive("deviation", deviation);
      Require.atLeast("slack", slack, 0);
      Require.positive("threshold", threshold);
    }

    /** Returns the usual slack of ½ and threshold of 5, increases only. */
    public static Settings of(double mean, double deviation) {
      return new Settings(mean, deviation, 0.5, 5, Side.UP);
    }
  }

  /** Begins with no value seen. */
  public Cusum(Settings settings) {
    super("cusum");
    this.settings = settings;
  }

  @Override
  Signal next(double value) {
    double z = (value - settings.mean()) / settings.deviation();
    rise = settings.side() == Side.DOWN ? 0 : Math.max(0, rise + z - settings.slack());
    fall = settings.side() == Side.UP ? 0 : Math.max(0, fall - z - settings.slack());
    return Math.max(rise, fall) > settings.threshold() ? Signal.DRIFT : Signal.STABLE;
  }

  @Override
  public Optional<Evidence> evidence() {
    return Optional.of(new Evidence(Math.max(rise, fall), settings.threshold()));
  }

  @Override
  public void clear() {
    rise = 0;
    fall = 0;
  }

  @Override
  void writeSettings(StateWriter writer) {
    writer.number(settings.mean());
    writer.number(settings.deviation());
    writer.number(settings.slack());
    writer.number(settings.threshold());
    writer.name(settings.side());
  }

  @Override
  void writeState(StateWriter writer) {
    writer.number(rise);
    writer.number(fall);
  }

  @Override
  void readState(StateReader reader) throws StateException {
    rise = reader.number(0, 1e100);
    fall = reader.number(0, 1e100);
  }
}
