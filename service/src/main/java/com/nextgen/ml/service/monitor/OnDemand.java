package com.nextgen.ml.service.monitor;

import com.nextgen.ml.monitoring.drift.DriftPolicy;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.Reason;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.drift.RowWorth;
import com.nextgen.ml.monitoring.schema.Names;
import com.nextgen.ml.monitoring.schema.Window;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.DriftAnswer.Computed;
import com.nextgen.ml.service.monitor.DriftAnswer.ComputedQuality;
import com.nextgen.ml.service.monitor.DriftAnswer.Refusal;
import com.nextgen.ml.service.monitor.DriftAnswer.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request for a report of drift or data quality.
 *
 * @param versions all that are watched
 * @param counts of their windows
 * @param scope of these counts
 */
record OnDemand(Map<VersionId, VersionMonitor> versions, EverywhereCounts counts, Scope scope) {
  private static final String PREVIOUS = "previous";
  private static final Pattern VERSION = Pattern.compile("version:([1-9]\\d{0,8})");

  DriftAnswer report(VersionId id, @Nullable String windowName, @Nullable String againstText) {
    String against = againstText == null ? Judgement.BASELINE : againstText;
    return inWindow(
        id,
        windowName,
        (version, window) ->
            switch (against) {
              case Judgement.BASELINE -> againstBaseline(version, window);
              case PREVIOUS -> againstPrevious(version, window);
              default -> againstVersion(version, window, against);
            });
  }

  DriftAnswer quality(VersionId id, @Nullable String windowName) {
    return inWindow(
        id,
        windowName,
        (version, window) ->
            new ComputedQuality(
                QualityJudgement.nominal(version, window, counts.rolling(version, window), scope)));
  }

  private DriftAnswer inWindow(
      VersionId id,
      @Nullable String windowName,
      BiFunction<VersionMonitor, Window, DriftAnswer> report) {
    VersionMonitor version = versions.get(id);
    if (version == null) {
      return notLoaded(Refusal.UNKNOWN_VERSION, id);
    }
    Optional<Window> window = window(version, windowName);
    if (window.isEmpty()) {
      return unknownWindow(version, windowName);
    }
    try {
      return report.apply(version, window.get());
    } catch (UnknownCountsException e) {
      return new Refused(Refusal.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  DriftAnswer segments(VersionId id, String column, @Nullable String windowName) {
    return inWindow(
        id,
        windowName,
        (version, window) -> {
          List<String> declared = version.schema().segmentColumns();
          if (!declared.contains(column)) {
            return new Refused(
                Refusal.UNKNOWN_SEGMENT,
                "segment '%s' is not one of the declared columns: %s"
                    .formatted(
                        Names.shortened(column),
                        declared.isEmpty() ? "none" : String.join(", ", declared)));
          }
          return new DriftAnswer.Segmented(
              column,
              window.name(),
              SegmentJudgement.nominal(
                  version, window, column, counts.segments(version, column, window), scope));
        });
  }

  private static Optional<Window> window(VersionMonitor version, @Nullable String name) {
    List<Window> windows = version.schema().monitoring().windows();
    return name == null
        ? Optional.of(windows.get(0))
        : windows.stream().filter(w -> w.name().equals(name)).findFirst();
  }

  private static Refused unknownWindow(VersionMonitor version, @Nullable String name) {
    return new Refused(
        Refusal.UNKNOWN_WINDOW,
        "window '%s' is not one of %s"
            .formatted(
                Names.shortened(name == null ? "" : name),
                version.schema().monitoring().windows().stream()
                    .map(Window::name)
                    .collect(Collectors.joining(", "))));
  }

  private DriftAnswer againstBaseline(VersionMonitor version, Window window) {
    return new Computed(Judgement.nominal(version, window, counts.rolling(version, window), scope));
  }

  private DriftAnswer againstPrevious(VersionMonitor version, Window window) {
    VersionMonitor.Recent recent = counts.recent(version, window);
    Reference reference =
        recent
            .previous()
            .map(span -> Reference.of(span.counts(), worth(version, window)))
            .orElse(null);
    return new Computed(report(version, window, recent.rolling(), PREVIOUS, reference));
  }

  private DriftAnswer againstVersion(VersionMonitor version, Window window, String against) {
    Matcher matcher = VERSION.matcher(against);
    if (!matcher.matches()) {
      return new Refused(
          Refusal.UNKNOWN_REFERENCE,
          "against '%s' is not one of baseline, previous, version:<number>"
              .formatted(Names.shortened(against)));
    }
    VersionId other = new VersionId(version.id().model(), Integer.parseInt(matcher.group(1)));
    VersionMonitor reference = versions.get(other);
    if (reference == null) {
      return notLoaded(Refusal.UNKNOWN_REFERENCE, other);
    }
    if (!reference.schema().monitoring().windows().contains(window)) {
      return new Refused(
          Refusal.NOT_COMPARABLE,
          "version %d has no window '%s'".formatted(other.version(), window.name()));
    }
    Span current = counts.rolling(version, window);
    Reference rows =
        Reference.of(counts.rolling(reference, window).counts(), worth(reference, window));
    return new Computed(report(version, window, current, against, rows));
  }

  private DriftReport report(
      VersionMonitor version,
      Window window,
      Span span,
      String against,
      @Nullable Reference reference) {
    return Judgement.against(
        version,
        window,
        span,
        DriftPolicy.onDemand(version.schema().monitoring()),
        scope,
        against,
        reference,
        Reason.TOO_FEW_REFERENCE_ROWS);
  }

  /** What live rows are worth, as far as the version's baseline tells. */
  private static RowWorth worth(VersionMonitor version, Window window) {
    return version.baseline() == null
        ? RowWorth.INDEPENDENT
        : RowWorth.of(version.baseline(), window);
  }

  private static DriftAnswer notLoaded(Refusal refusal, VersionId id) {
    return new Refused(
        refusal, "version %d of model '%s' is not loaded".formatted(id.version(), id.model()));
  }
}
