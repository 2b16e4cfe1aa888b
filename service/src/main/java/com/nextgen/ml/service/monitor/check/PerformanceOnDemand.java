package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.performance.PerformanceReference;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.check.DriftAnswer.Refusal;
import com.nextgen.ml.service.monitor.check.PerformanceAnswer.Computed;
import com.nextgen.ml.service.monitor.check.PerformanceAnswer.Refused;
import com.nextgen.ml.service.monitor.live.Scope;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request for a performance report, of the labels that arrived in a window.
 *
 * @param lookup of all versions that are watched
 * @param counts of predictions, here and elsewhere
 * @param scope what the reports sum over
 */
public record PerformanceOnDemand(
    ReportQuery<PerformanceAnswer> lookup, ClusterCounts counts, Scope scope) {

  public PerformanceOnDemand(
      Map<VersionId, VersionMonitor> versions, ClusterCounts counts, Scope scope) {
    this(new ReportQuery<>(versions, Refused::new), counts, scope);
  }

  public PerformanceAnswer report(
      VersionId id, @Nullable String windowName, @Nullable String with) {
    String against = with == null ? Scope.BASELINE : with;
    return lookup.inWindow(
        id,
        windowName,
        (version, window) -> {
          WindowCounts span = counts.rolling(version, window);
          return switch (against) {
            case Scope.BASELINE -> computed(version, window, span, null, against);
            case ReportQuery.PREVIOUS ->
                computed(version, window, span, version.performance().previous(window), against);
            default -> againstVersion(version, window, span, against);
          };
        });
  }

  private PerformanceAnswer againstVersion(
      VersionMonitor version, Window window, WindowCounts span, String against) {
    return lookup.againstVersion(
        version,
        window,
        against,
        other ->
            other.schema().task() == version.schema().task()
                ? computed(version, window, span, other.performance().current(window), against)
                : lookup.refuse(
                    Refusal.NOT_COMPARABLE,
                    "version %d has another task".formatted(other.id().version())));
  }

  private PerformanceAnswer computed(
      VersionMonitor version,
      Window window,
      WindowCounts span,
      @Nullable PerformanceReference reference,
      String against) {
    return new Computed(version.performance().byArrival(window, span, reference, against, scope));
  }

  /** The last verdict on a window whose labels had matured. */
  public PerformanceAnswer matured(VersionId id, @Nullable String windowName) {
    return lookup.inWindow(
        id,
        windowName,
        (version, window) ->
            version.performance().verdicts().stream()
                .filter(verdict -> verdict.window().equals(window))
                .<PerformanceAnswer>map(verdict -> new Computed(verdict.report()))
                .findFirst()
                .orElseGet(
                    () ->
                        lookup.refuse(
                            Refusal.NOT_YET,
                            "no window '%s' of version %d has ended %s ago, as its labels need"
                                .formatted(
                                    window.name(),
                                    id.version(),
                                    version.schema().monitoring().labels().delay()))));
  }
}
