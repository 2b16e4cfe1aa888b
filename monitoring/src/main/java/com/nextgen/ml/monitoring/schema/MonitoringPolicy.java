package com.nextgen.ml.monitoring.schema;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * How a model is watched.
 *
 * @param windows the windows that are judged, 1 to 8, each at most 28 days
 * @param minimumRows a window with fewer rows is <em>not enough data</em>
 * @param falseAlarms the budget that every alarm's level follows from
 */
public record MonitoringPolicy(
    List<Window> windows, long minimumRows, FalseAlarmBudget falseAlarms) {
  private static final Duration LONGEST_WINDOW = Duration.ofDays(28);

  /** What a model gets that says nothing. */
  public static final MonitoringPolicy DEFAULT =
      new MonitoringPolicy(
          List.of(Window.parse("5m"), Window.parse("1h"), Window.parse("1d")),
          500,
          FalseAlarmBudget.DEFAULT);

  public MonitoringPolicy {
    windows = List.copyOf(windows);
    if (windows.isEmpty() || windows.size() > 8) {
      throw new IllegalArgumentException("monitoring.windows must name 1 to 8 windows");
    }
    if (new HashSet<>(windows).size() != windows.size()) {
      throw new IllegalArgumentException("monitoring.windows repeats a window");
    }
    for (Window window : windows) {
      if (window.length().compareTo(LONGEST_WINDOW) > 0) {
        throw new IllegalArgumentException(
            "monitoring.windows: '" + window.name() + "' is longer than 28d");
      }
    }
    if (minimumRows < 1) {
      throw new IllegalArgumentException("monitoring.minimum-rows must be at least 1");
    }
  }
}
