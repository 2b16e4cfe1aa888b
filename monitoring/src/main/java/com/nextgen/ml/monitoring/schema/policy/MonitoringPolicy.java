package com.nextgen.ml.monitoring.schema.policy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * How a model is watched: the part {@code monitoring} of {@code model.yaml}.
 *
 * @param windows the windows that are judged, 1 to 8, each at most 28 days
 * @param minimumRows a window with fewer rows is <em>not enough data</em>
 * @param falseAlarms the budget that every alarm's level follows from
 * @param budget how that is divided among families
 * @param drift what counts as a difference that matters
 * @param showValues whether unseen values may be shown by name
 * @param segments columns by whose values rows are also watched apart, at most {@link
 *     #MAX_SEGMENTS}
 * @param labels what is known of the labels that will come
 * @param log what is kept of predictions
 * @param concept how the relation of inputs to target is watched
 * @param multivariate how features are watched together
 * @param performance from what change on worse performance matters
 * @param fairness which gaps between groups are judged, and how
 */
public record MonitoringPolicy(
    List<Window> windows,
    long minimumRows,
    FalseAlarmBudget falseAlarms,
    BudgetShares budget,
    DriftSettings drift,
    boolean showValues,
    List<String> segments,
    LabelPolicy labels,
    LogPolicy log,
    ConceptPolicy concept,
    MultivariatePolicy multivariate,
    PerformanceSettings performance,
    FairnessSettings fairness) {
  /** How many segment columns a model may declare. */
  public static final int MAX_SEGMENTS = 4;

  /** The level of what is looked at on demand, and the most that a budget gives a window. */
  public static final double NOMINAL_LEVEL = 0.05;

  private static final Duration MAX_WINDOW = Duration.ofDays(28);

  /** What a model gets that says nothing. */
  public static final MonitoringPolicy DEFAULT =
      new MonitoringPolicy(
          List.of(Window.parse("5m"), Window.parse("1h"), Window.parse("1d")),
          500,
          FalseAlarmBudget.DEFAULT);

  public MonitoringPolicy {
    windows = List.copyOf(windows);
    segments = List.copyOf(segments);
    if (windows.isEmpty() || windows.size() > 8) {
      throw new IllegalArgumentException("monitoring.windows must name 1 to 8 windows");
    }
    if (new HashSet<>(windows).size() != windows.size()) {
      throw new IllegalArgumentException("monitoring.windows repeats a window");
    }
    for (Window window : windows) {
      if (window.length().compareTo(MAX_WINDOW) > 0) {
        throw new IllegalArgumentException(
            "monitoring.windows: '" + window.name() + "' is longer than 28d");
      }
    }
    if (minimumRows < 1) {
      throw new IllegalArgumentException("monitoring.minimum-rows must be at least 1");
    }
    if (segments.size() > MAX_SEGMENTS || new HashSet<>(segments).size() != segments.size()) {
      throw new IllegalArgumentException(
          "monitoring.segments must name at most " + MAX_SEGMENTS + " columns, each once");
    }
  }

  /** These three, and for the rest what a model gets that says nothing. */
  public MonitoringPolicy(List<Window> windows, long minimumRows, FalseAlarmBudget falseAlarms) {
    this(
        windows,
        minimumRows,
        falseAlarms,
        BudgetShares.EQUAL,
        DriftSettings.DEFAULT,
        false,
        List.of(),
        LabelPolicy.DEFAULT,
        LogPolicy.DEFAULT,
        ConceptPolicy.DEFAULT,
        MultivariatePolicy.DEFAULT,
        PerformanceSettings.DEFAULT,
        FairnessSettings.DEFAULT);
  }

  /**
   * Returns the probability with which one look at one window may raise a false alarm of {@code
   * family}: {@code share × alarms / windows / (period / length)}, and never more than {@link
   * #NOMINAL_LEVEL}.
   */
  public double level(AlarmFamily family, Window window) {
    double looks = (double) falseAlarms.period().toMillis() / window.length().toMillis();
    double level = budget.share(family) * falseAlarms.alarms() / windows.size() / looks;
    return Math.min(level, NOMINAL_LEVEL);
  }
}
