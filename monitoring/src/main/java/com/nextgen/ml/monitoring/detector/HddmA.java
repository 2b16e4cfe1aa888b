package com.nextgen.ml.monitoring.detector;

import java.util.Optional;

/**
 * HDDM-A: Hoeffding's bound on the difference of the mean of all losses and the mean up to a cut,
 * the cut being where the mean's upper (for decreases, lower) bound was least (greatest).
 *
 * <p>Frías-Blanco, del Campo-Ávila, Ramos-Jiménez, Morales-Bueno, Ortiz-Díaz, Caballero-Mota 2015,
 * <em>Online and Non-Parametric Drift Detection Methods Based on Hoeffding's Bounds</em>, IEEE TKDE
 * 27(3). As in river and MOA the comparison uses ln(2/α), cautious by a factor of two where only
 * increases are looked for. The level holds for one comparison of a fixed cut, not for a stream.
 */
public final class HddmA extends RealDetector {
  private final Settings settings;
  private final RunningMean all = new RunningMean();
  private final RunningMean least = new RunningMean();
  private final RunningMean greatest = new RunningMean();

  /**
   * How it judges.
   *
   * @param drift level α of a drift
   * @param warning level of a warning, at least that of a drift
   * @param bothSides whether a decrease is a drift too
   */
  public record Settings(double drift, double warning, boolean bothSides) {
    /** Of the paper: .001 and .005; increases only. */
    public static final Settings DEFAULT = new Settings(0.001, 0.005, false);

    public Settings {
      Require.openShare("drift", drift);
      Require.openShare("warning", warning);
      Require.that(drift <= warning, "drift must be at most warning");
    }
  }

  /** Begins with no value seen. */
  public HddmA(Settings settings) {
    super("hddm-a", 0, 1);
    this.settings = settings;
  }

  @Override
  Signal next(double value) {
    all.add(value);
    if (least.count() == 0 || least.mean() + bound(least) >= all.mean() + bound(all)) {
      least.become(all);
    }
    if (greatest.count() == 0 || greatest.mean() - bound(greatest) <= all.mean() - bound(all)) {
      greatest.become(all);
    }
    if (changed(settings.drift())) {
      return Signal.DRIFT;
    }
    return changed(settings.warning()) ? Signal.WARNING : Signal.STABLE;
  }

  private double bound(RunningMean mean) {
    return Math.sqrt(1.0 / (2 * mean.count()) * Math.log(1 / settings.drift()));
  }

  private boolean changed(double level) {
    boolean increased =
        least.count() < all.count() && all.mean() - least.mean() >= epsilon(least, level);
    boolean decreased =
        greatest.count() < all.count() && greatest.mean() - all.mean() >= epsilon(greatest, level);
    return increased || (settings.bothSides() && decreased);
  }

  private double epsilon(RunningMean cut, double level) {
    double m = (double) (all.count() - cut.count()) / cut.count() * (1.0 / all.count());
    return Math.sqrt(m / 2 * Math.log(2 / level));
  }

  /** Returns the increase since the cut, and the level's bound on it. */
  @Override
  public Optional<Evidence> evidence() {
    return least.count() < all.count()
        ? Optional.of(new Evidence(all.mean() - least.mean(), epsilon(least, settings.drift())))
        : Optional.empty();
  }

  @Override
  public void clear() {
    all.clear();
    least.clear();
    greatest.clear();
  }

  @Override
  void writeSettings(StateWriter writer) {
    writer.number(settings.drift());
    writer.number(settings.warning());
    writer.flag(settings.bothSides());
  }

  @Override
  void writeState(StateWriter writer) {
    all.write(writer);
    least.write(writer);
    greatest.write(writer);
  }

  @Override
  void readState(StateReader reader) throws StateException {
    all.read(reader, 0, 1);
    least.read(reader, 0, 1);
    greatest.read(reader, 0, 1);
    if (least.count() > all.count() || greatest.count() > all.count()) {
      throw new StateException("a cut lies after the last value");
    }
  }
}
