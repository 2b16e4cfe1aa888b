package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.drift.DesignEffects;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.check.DriftAnswer.Computed;
import com.nextgen.ml.service.monitor.check.DriftAnswer.ComputedQuality;
import com.nextgen.ml.service.monitor.check.DriftAnswer.Refusal;
import com.nextgen.ml.service.monitor.live.Scope;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request for a report of drift or data quality.
 *
 * @param lookup of all versions that are watched
 * @param counts of their windows
 * @param scope of these counts
 */
public record ReportService(ReportQuery<DriftAnswer> lookup, ClusterCounts counts, Scope scope) {

  public ReportService(Map<VersionId, VersionMonitor> versions, ClusterCounts counts, Scope scope) {
    this(new ReportQuery<>(versions, refused -> refused), counts, scope);
  }

  public DriftAnswer report(
      VersionId id, @Nullable String windowName, @Nullable String againstText) {
    String against = againstText == null ? Scope.BASELINE : againstText;
    return lookup.inWindow(
        id,
        windowName,
        (version, window) ->
            switch (against) {
              case Scope.BASELINE -> againstBaseline(version, window);
              case ReportQuery.PREVIOUS -> againstPrevious(version, window);
              default -> againstVersion(version, window, against);
            });
  }

  public DriftAnswer quality(VersionId id, @Nullable String windowName) {
    return lookup.inWindow(
        id,
        windowName,
        (version, window) ->
            new ComputedQuality(
                QualityJudgement.nominal(version, window, counts.rolling(version, window), scope)));
  }

  public DriftAnswer segments(VersionId id, String column, @Nullable String windowName) {
    return lookup.inWindow(
        id,
        windowName,
        (version, window) -> {
          List<String> declared = version.schema().segmentColumns();
          if (!declared.contains(column)) {
            return lookup.refuse(
                Refusal.UNKNOWN_SEGMENT,
                "segment '%s' is not one of the declared columns: %s"
                    .formatted(
                        Messages.quoted(column),
                        declared.isEmpty() ? "none" : String.join(", ", declared)));
          }
          return new DriftAnswer.Segmented(
              column,
              window.name(),
              SegmentCheck.nominal(
                  version, window, column, counts.segments(version, column, window), scope));
        });
  }

  private DriftAnswer againstBaseline(VersionMonitor version, Window window) {
    return new Computed(
        DriftCheck.nominal(version, window, counts.rolling(version, window), scope));
  }

  private DriftAnswer againstPrevious(VersionMonitor version, Window window) {
    VersionMonitor.Recent recent = counts.recent(version, window);
    Reference reference =
        recent
            .previous()
            .map(span -> Reference.of(span.counts(), worth(version, window)))
            .orElse(null);
    return new Computed(report(version, window, recent.rolling(), ReportQuery.PREVIOUS, reference));
  }

  private DriftAnswer againstVersion(VersionMonitor version, Window window, String against) {
    return lookup.againstVersion(
        version,
        window,
        against,
        other -> {
          WindowCounts current = counts.rolling(version, window);
          Reference rows =
              Reference.of(counts.rolling(other, window).counts(), worth(other, window));
          return new Computed(report(version, window, current, against, rows));
        });
  }

  private DriftReport report(
      VersionMonitor version,
      Window window,
      WindowCounts span,
      String against,
      @Nullable Reference reference) {
    return DriftCheck.against(
        version,
        window,
        span,
        DriftCriteria.onDemand(version.schema().monitoring()),
        scope,
        against,
        reference,
        Reason.TOO_FEW_REFERENCE_ROWS);
  }

  /** What live rows are worth, as far as the version's baseline tells. */
  private static DesignEffects worth(VersionMonitor version, Window window) {
    return version.baseline() == null
        ? DesignEffects.INDEPENDENT
        : DesignEffects.of(version.baseline(), window);
  }
}
