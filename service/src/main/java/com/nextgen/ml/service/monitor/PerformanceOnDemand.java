package com.nextgen.ml.service.monitor;

import com.nextgen.ml.monitoring.performance.PerformanceReference;
import com.nextgen.ml.monitoring.schema.Names;
import com.nextgen.ml.monitoring.schema.Window;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.DriftAnswer.Refusal;
import com.nextgen.ml.service.monitor.PerformanceAnswer.Computed;
import com.nextgen.ml.service.monitor.PerformanceAnswer.Refused;
import java.util.List;
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
 * @param now when the report is asked for
 */
record PerformanceOnDemand(Map<VersionId, VersionMonitor> versions, Moment now) {
  private static final Pattern VERSION = Pattern.compile("version:([1-9]\\d{0,8})");

  PerformanceAnswer report(VersionId id, @Nullable String windowName, @Nullable String with) {
    VersionMonitor version = versions.get(id);
    if (version == null) {
      return refused(Refusal.UNKNOWN_VERSION, "version %d is not loaded".formatted(id.version()));
    }
    List<Window> windows = version.schema().monitoring().windows();
    Optional<Window> window =
        windows.stream().filter(w -> windowName == null || w.name().equals(windowName)).findFirst();
    if (window.isEmpty()) {
      return refused(
          Refusal.UNKNOWN_WINDOW,
          "window '%s' is not one of %s"
              .formatted(
                  Names.shortened(windowName == null ? "" : windowName),
                  windows.stream().map(Window::name).collect(Collectors.joining(", "))));
    }
    String against = with == null ? Judgement.BASELINE : with;
    Span span = version.recent(window.get(), now).rolling();
    VersionPerformance performance = version.performance();
    if (against.equals(Judgement.BASELINE)) {
      return new Computed(performance.byArrival(window.get(), span, null, against));
    }
    if (against.equals("previous")) {
      PerformanceReference before = performance.previous(window.get());
      return new Computed(performance.byArrival(window.get(), span, before, against));
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
    return new Computed(performance.byArrival(window.get(), span, reference, against));
  }

  private static Refused refused(Refusal refusal, String message) {
    return new Refused(new DriftAnswer.Refused(refusal, message));
  }
}
