package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.CountKinds;
import com.nextgen.ml.service.monitor.live.CountsHistory;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was counted in windows until now, here and elsewhere together.
 *
 * @param history knows what others counted
 * @param now the windows' end
 */
public record ClusterCounts(CountsHistory history, ClockTime now) {

  /**
   * The window until now.
   *
   * @throws UnknownCountsException if what others counted cannot be read
   */
  WindowCounts rolling(VersionMonitor version, Window window) {
    return rolling(version, window, version.recent(window, now));
  }

  private WindowCounts rolling(
      VersionMonitor version, Window window, VersionMonitor.Recent recent) {
    Instant from = now.wall().minus(window.length());
    WindowCounts others =
        elsewhere(version, CountKinds.ALL_ROWS, from, now.wall()).get(CountKind.ALL_ROWS);
    return others == null ? recent.rolling() : recent.rolling().with(others);
  }

  /**
   * The window until now, and the one before; which is empty if nobody counted then.
   *
   * @throws UnknownCountsException if what others counted cannot be read
   */
  VersionMonitor.Recent recent(VersionMonitor version, Window window) {
    VersionMonitor.Recent own = version.recent(window, now);
    Instant to = now.wall().minus(window.length());
    WindowCounts others =
        elsewhere(version, CountKinds.ALL_ROWS, to.minus(window.length()), to)
            .get(CountKind.ALL_ROWS);
    Optional<WindowCounts> previous =
        others == null
            ? own.previous()
            : Optional.of(own.previous().map(span -> span.with(others)).orElse(others));
    return new VersionMonitor.Recent(rolling(version, window, own), previous);
  }

  /**
   * The window until now of each value of a segment column.
   *
   * @throws UnknownCountsException if what others counted cannot be read
   */
  Map<String, WindowCounts> segments(VersionMonitor version, String column, Window window) {
    Map<String, WindowCounts> byValue =
        new LinkedHashMap<>(version.recentSegments(column, window, now).orElse(Map.of()));
    Map<CountKind, WindowCounts> others =
        elsewhere(
            version, CountKinds.segments(column), now.wall().minus(window.length()), now.wall());
    CountKind.segments(others, column)
        .forEach((value, span) -> byValue.merge(value, span, WindowCounts::with));
    return byValue;
  }

  private Map<CountKind, WindowCounts> elsewhere(
      VersionMonitor version, CountKinds kinds, Instant after, Instant to) {
    CountsHistory.Answer others =
        history.countedElsewhere(version.id(), version.layout(), kinds, after, to);
    if (others instanceof CountsHistory.Unknown unknown) {
      throw new UnknownCountsException(unknown.problem());
    }
    return ((CountsHistory.Known) others).byKind();
  }
}
