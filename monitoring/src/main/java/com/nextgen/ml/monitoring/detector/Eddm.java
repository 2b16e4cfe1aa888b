package com.nextgen.ml.monitoring.detector;

import java.util.Optional;

/**
 * EDDM, the Early Drift Detection Method: with m and s the mean and standard deviation of the
 * number of values from error to error, it keeps the greatest m + 2s and signals when m + 2s falls
 * to a share of it.
 *
 * <p>Baena-García, del Campo-Ávila, Fidalgo, Bifet, Gavaldà, Morales-Bueno 2006, <em>Early Drift
 * Detection Method</em>, IWKDDS. As in river, s² is divided by errors − 1, the first distance
 * counts from the start, and the greatest is kept from the warm-up's end on. No bound on false
 * alarms is known.
 */
public final class Eddm extends BinaryDetector {
  private final Settings settings;
  private final RunningMean distances = new RunningMean();
  private double squares;
  private long values;
  private long lastError;
  private double greatest;
  private double level;

  /**
   * How it judges.
   *
   * @param warmUp values before the greatest distance is kept, and errors before anything is said
   * @param warning share of the greatest under which it warns
   * @param drift share under which it signals drift, at most that for a warning
   */
  public record Settings(int warmUp, double warning, double drift) {
    /** Of the paper: 30, .95, .9. */
    public static final Settings DEFAULT = new Settings(30, 0.95, 0.9);

    public Settings {
      Require.atLeast("warm-up", warmUp, 1);
      Require.openShare("warning", warning);
      Require.openShare("drift", drift);
      Require.that(drift <= warning, "drift must be at most warning");
    }
  }

  /** Begins with no value seen. */
  public Eddm(Settings settings) {
    super("eddm");
    this.settings = settings;
    clear();
  }

  @Override
  Signal next(boolean error) {
    values++;
    if (!error) {
      return signal();
    }
    double before = distances.mean();
    double distance = values - lastError;
    distances.add(distance);
    squares += (distance - before) * (distance - distances.mean());
    lastError = values;
    return values > settings.warmUp() ? judge() : Signal.STABLE;
  }

  private Signal judge() {
    long errors = distances.count();
    double variance = errors > 1 ? squares / (errors - 1) : 0;
    double spread = distances.mean() + 2 * Math.sqrt(Math.max(0, variance));
    if (spread > greatest) {
      greatest = spread;
      level = 1;
      return Signal.STABLE;
    }
    if (errors <= settings.warmUp()) {
      return Signal.STABLE;
    }
    level = spread / greatest;
    if (level < settings.drift()) {
      return Signal.DRIFT;
    }
    return level < settings.warning() ? Signal.WARNING : Signal.STABLE;
  }

  /** 1 less the share of the greatest, and 1 less the share that is a drift. */
  @Override
  public Optional<Evidence> evidence() {
    return greatest > 0
        ? Optional.of(new Evidence(1 - level, 1 - settings.drift()))
        : Optional.empty();
  }

  @Override
  public void clear() {
    distances.clear();
    squares = 0;
    values = 0;
    lastError = 0;
    greatest = 0;
    level = 1;
  }

  @Override
  void writeSettings(StateWriter writer) {
    writer.whole(settings.warmUp());
    writer.number(settings.warning());
    writer.number(settings.drift());
  }

  @Override
  void writeState(StateWriter writer) {
    distances.write(writer);
    writer.number(squares);
    writer.whole(values);
    writer.whole(lastError);
    writer.number(greatest);
    writer.number(level);
  }

  @Override
  void readState(StateReader reader) throws StateException {
    distances.read(reader, 0, 1e18);
    squares = reader.number(0, 1e100);
    values = reader.count();
    lastError = reader.count(values);
    greatest = reader.number(0, 1e100);
    level = reader.number(0, 1);
  }
}
