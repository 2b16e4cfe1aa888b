package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.check.DriftAnswer.Refusal;
import com.nextgen.ml.service.monitor.check.DriftAnswer.Refused;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version, the window and the version of comparison that a request for a report names.
 *
 * @param versions all that are watched
 * @param refused makes the answer where there is no report
 * @param <A> the answer
 */
record ReportQuery<A>(Map<VersionId, VersionMonitor> versions, Function<Refused, A> refused) {
  /** The reference that is the window before. */
  static final String PREVIOUS = "previous";

  private static final Pattern VERSION = Pattern.compile("version:([1-9]\\d{0,8})");

  /**
   * Asks for a report of a version's window.
   *
   * @param windowName null for the first of its policy
   * @param report may throw {@link UnknownCountsException}
   */
  A inWindow(
      VersionId id, @Nullable String windowName, BiFunction<VersionMonitor, Window, A> report) {
    VersionMonitor version = versions.get(id);
    if (version == null) {
      return notLoaded(Refusal.UNKNOWN_VERSION, id);
    }
    List<Window> windows = version.schema().monitoring().windows();
    Optional<Window> window =
        windows.stream().filter(w -> windowName == null || w.name().equals(windowName)).findFirst();
    if (window.isEmpty()) {
      return refuse(
          Refusal.UNKNOWN_WINDOW,
          "window '%s' is not one of %s"
              .formatted(
                  Messages.quoted(windowName == null ? "" : windowName),
                  windows.stream().map(Window::name).collect(Collectors.joining(", "))));
    }
    try {
      return report.apply(version, window.get());
    } catch (UnknownCountsException e) {
      return refuse(Refusal.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Asks for a report against another version of the same model.
   *
   * @param against {@code version:<number>}
   * @param report is given the other version, which has the window too
   */
  A againstVersion(
      VersionMonitor version, Window window, String against, Function<VersionMonitor, A> report) {
    Matcher matcher = VERSION.matcher(against);
    if (!matcher.matches()) {
      return refuse(
          Refusal.UNKNOWN_REFERENCE,
          "against '%s' is not one of baseline, previous, version:<number>"
              .formatted(Messages.quoted(against)));
    }
    VersionId id = new VersionId(version.id().model(), Integer.parseInt(matcher.group(1)));
    VersionMonitor other = versions.get(id);
    if (other == null) {
      return notLoaded(Refusal.UNKNOWN_REFERENCE, id);
    }
    if (!other.schema().monitoring().windows().contains(window)) {
      return refuse(
          Refusal.NOT_COMPARABLE,
          "version %d has no window '%s'".formatted(id.version(), window.name()));
    }
    return report.apply(other);
  }

  A refuse(Refusal refusal, String message) {
    return refused.apply(new Refused(refusal, message));
  }

  private A notLoaded(Refusal refusal, VersionId id) {
    return refuse(
        refusal, "version %d of model '%s' is not loaded".formatted(id.version(), id.model()));
  }
}
