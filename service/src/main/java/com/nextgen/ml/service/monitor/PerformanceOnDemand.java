package com.nextgen.ml.service.monitor;

import com.nextgen.ml.monitoring.performance.PerformanceReference;
import com.nextgen.ml.monitoring.schema.Names;
import com.nextgen.ml.monitoring.schema.Window;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.DriftAnswer.Refusal;
import com.nextgen.ml.service.monitor.PerformanceAnswer.Computed;
import com.nextgen.ml.service.monitor.PerformanceAnswer.Refused;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request for a performance report, of the labels that arrived in a window.
 *
 * @param versions all that are watched
 * @param counts of predictions, here and elsewhere
 * @param scope what the reports sum over
 */
record PerformanceOnDemand(
    Map<VersionId, VersionMonitor> versions, EverywhereCounts counts, Scope scope) {
  private static final Pattern VERSION = Pattern.compile("version:([1-9]\\d{0,8})");

  PerformanceAnswer report(VersionId id, @Nullable String windowName, @Nullable String with) {
    VersionMonitor version = versions.get(id);
    if (version == null) {
      return refused(Refusal.UNKNOWN_VERSION, "version %d is not loaded".formatted(id.version()));
    }
    Optional<Window> window = window(version, windowName);
    if (window.isEmpty()) {
      return unknownWindow(version, windowName);
    }
    String against = with == null ? Judgement.BASELINE : with;
    Span span;
    try {
      span = counts.rolling(version, window.get());
    } catch (UnknownCountsException e) {
      return refused(Refusal.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
    VersionPerformance performance = version.performance();
    if (against.equals(Judgement.BASELINE)) {
      return new Computed(performance.byArrival(window.get(), span, null, against, scope));
    }
    if (against.equals("previous")) {
      PerformanceReference before = performance.previous(window.get());
      return new Computed(performance.byArrival(window.get(), span, before, against, scope));
    }
    Matcher matcher = VERSION.matcher(against);
    if (!matcher.matches()) {
      return refused(
          Refusal.UNKNOWN_REFERENCE,
          "against '%s' is not one of baseline, previous, version:<number>"
              .formatted(Names.shortened(against)));
    }
    VersionMonitor other =
        versions.get(new VersionId(id.model(), Integer.parseInt(matcher.group(1))));
    if (other == null) {
      return refused(Refusal.UNKNOWN_REFERENCE, against + " is not loaded");
    }
    if (other.schema().task() != version.schema().task()
        || !other.schema().monitoring().windows().contains(window.get())) {
      return refused(Refusal.NOT_COMPARABLE, against + " has another task or no such window");
    }
    PerformanceReference reference = other.performance().current(window.get());
    return new Computed(performance.byArrival(window.get(), span, reference, against, scope));
  }

  /** The last verdict on a window whose labels had matured. */
  PerformanceAnswer matured(VersionId id, @Nullable String windowName) {
    VersionMonitor version = versions.get(id);
    if (version == null) {
      return refused(Refusal.UNKNOWN_VERSION, "version %d is not loaded".formatted(id.version()));
    }
    Optional<Window> window = window(version, windowName);
    if (window.isEmpty()) {
      return unknownWindow(version, windowName);
    }
    return version.performance().verdicts().stream()
        .filter(verdict -> verdict.window().equals(window.get()))
        .<PerformanceAnswer>map(verdict -> new Computed(verdict.report()))
        .findFirst()
        .orElseGet(
            () ->
                refused(
                    Refusal.NOT_YET,
                    "no window '%s' of version %d has ended %s ago, as its labels need"
                        .formatted(
                            window.get().name(),
                            id.version(),
                            version.schema().monitoring().labels().delay())));
  }

  private static Optional<Window> window(VersionMonitor version, @Nullable String name) {
    return version.schema().monitoring().windows().stream()
        .filter(w -> name == null || w.name().equals(name))
        .findFirst();
  }

  private static Refused unknownWindow(VersionMonitor version, @Nullable String name) {
    return refused(
        Refusal.UNKNOWN_WINDOW,
        "window '%s' is not one of %s"
            .formatted(
                Names.shortened(name == null ? "" : name),
                version.schema().monitoring().windows().stream()
                    .map(Window::name)
                    .collect(Collectors.joining(", "))));
  }

  private static Refused refused(Refusal refusal, String message) {
    return new Refused(new DriftAnswer.Refused(refusal, message));
  }
}
