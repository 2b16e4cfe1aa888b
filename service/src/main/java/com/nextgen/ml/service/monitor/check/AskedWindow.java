package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.monitor.check.ReportResult.Found;
import com.nextgen.ml.service.monitor.check.ReportResult.Refused;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import java.util.Map;
import java.util.Optional;

/**
 * A window of a version until now, of which a report is asked for. What is not needed for it is not
 * summed up.
 */
public final class AskedWindow {
  private final WatchedVersions versions;
  private final ClusterCounts counts;
  private final VersionMonitor version;
  private final Window window;
  private final Scope scope;

  AskedWindow(
      WatchedVersions versions,
      ClusterCounts counts,
      VersionMonitor version,
      Window window,
      Scope scope) {
    this.versions = versions;
    this.counts = counts;
    this.version = version;
    this.window = window;
    this.scope = scope;
  }

  public VersionMonitor version() {
    return version;
  }

  public Window window() {
    return window;
  }

  /** Returns what the reports sum over. */
  public Scope scope() {
    return scope;
  }

  /** Returns what was counted in it until now. */
  public CountedWindow counted() {
    return counted(counts.rolling(version, window));
  }

  /** Returns this window with what was counted of it. */
  public CountedWindow counted(WindowCounts rows) {
    return new CountedWindow(version, window, rows, scope);
  }

  /** Returns what was counted in it and in the window before; empty if nobody counted then. */
  public Recent recent() {
    VersionMonitor.Recent recent = counts.recent(version, window);
    return new Recent(counted(recent.rolling()), recent.previous());
  }

  /**
   * Two windows of one length, without a gap.
   *
   * @param previous empty if nobody counted then
   */
  public record Recent(CountedWindow now, Optional<WindowCounts> previous) {}

  /** Returns what was counted in it until now, by the values of a segment column. */
  public Map<String, WindowCounts> segments(String column) {
    return counts.segments(version, column, window);
  }

  /** Returns the same window of another version; refused if that has none, or is not loaded. */
  public ReportResult<AskedWindow> of(Against.OtherVersion against) {
    return versions
        .find(version.id().model(), against.version(), ErrorCode.UNKNOWN_REFERENCE)
        .then(
            other ->
                other.schema().monitoring().windows().contains(window)
                    ? new Found<>(new AskedWindow(versions, counts, other, window, scope))
                    : Refused.because(
                        ErrorCode.NOT_COMPARABLE,
                        "version %d has no window '%s'"
                            .formatted(against.version(), window.name())));
  }
}
