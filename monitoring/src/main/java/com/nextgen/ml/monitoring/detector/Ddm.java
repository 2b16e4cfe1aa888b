package com.nextgen.ml.monitoring.detector;

import java.util.Optional;

/**
 * DDM, the Drift Detection Method: with p the share of errors and s = √(p(1 − p)/n), it keeps p and
 * s at the least p + s and signals when p + s exceeds that p by a multiple of that s.
 *
 * <p>Gama, Medas, Castillo, Rodrigues 2004, <em>Learning with Drift Detection</em>, SBIA. No bound
 * on false alarms is known; after a start without any error the first error is taken for a drift,
 * in the paper as here.
 */
public final class Ddm extends BinaryDetector {
  private final Settings settings;
  private final RunningMean errors = new RunningMean();
  private double leastMean;
  private double leastDeviation;

  /**
   * How it judges.
   *
   * @param warmUp values before anything is said
   * @param warning multiple of s for a warning
   * @param drift multiple of s for a drift, at least that for a warning
   */
  public record Settings(int warmUp, double warning, double drift) {
    /** Of the paper: 30, 2, 3. */
    public static final Settings DEFAULT = new Settings(30, 2, 3);

    public Settings {
      Require.atLeast("warm-up", warmUp, 1);
      Require.positive("warning", warning);
      Require.atLeast("drift", drift, warning);
    }
  }

  /** Begins with no value seen. */
  public Ddm(Settings settings) {
    super("ddm");
    this.settings = settings;
  }

  @Override
  Signal next(boolean error) {
    errors.add(error ? 1 : 0);
    if (!watching()) {
      return Signal.STABLE;
    }
    double deviation = deviation();
    boolean first = errors.count() == settings.warmUp() + 1L;
    if (first || errors.mean() + deviation <= leastMean + leastDeviation) {
      leastMean = errors.mean();
      leastDeviation = deviation;
    }
    double now = errors.mean() + deviation;
    if (now > leastMean + settings.drift() * leastDeviation) {
      return Signal.DRIFT;
    }
    boolean warns = now > leastMean + settings.warning() * leastDeviation;
    return warns ? Signal.WARNING : Signal.STABLE;
  }

  private boolean watching() {
    return errors.count() > settings.warmUp();
  }

  private double deviation() {
    return Math.sqrt(Math.max(0, errors.mean() * (1 - errors.mean()) / errors.count()));
  }

  @Override
  public Optional<Evidence> evidence() {
    return watching()
        ? Optional.of(
            new Evidence(
                errors.mean() + deviation(), leastMean + settings.drift() * leastDeviation))
        : Optional.empty();
  }

  @Override
  public void clear() {
    errors.clear();
    leastMean = 0;
    leastDeviation = 0;
  }

  @Override
  void writeSettings(StateWriter writer) {
    writer.whole(settings.warmUp());
    writer.number(settings.warning());
    writer.number(settings.drift());
  }

  @Override
  void writeState(StateWriter writer) {
    errors.write(writer);
    writer.number(leastMean);
    writer.number(leastDeviation);
  }

  @Override
  void readState(StateReader reader) throws StateException {
    errors.read(reader, 0, 1);
    leastMean = reader.number(0, 1);
    leastDeviation = reader.number(0, 1);
  }
}
