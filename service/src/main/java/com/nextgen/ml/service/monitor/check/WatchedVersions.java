package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.check.ReportResult.Found;
import com.nextgen.ml.service.monitor.check.ReportResult.Refused;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.suggest.UnknownName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the version and the window that a question names.
 *
 * @param byId all that are watched
 */
public record WatchedVersions(Map<VersionId, VersionMonitor> byId) {

  /** Returns a version; refused if it is not loaded. */
  public ReportResult<VersionMonitor> find(VersionId id) {
    return find(id.model(), id.version(), ErrorCode.UNKNOWN_VERSION);
  }

  ReportResult<VersionMonitor> find(String model, int number, ErrorCode otherwise) {
    VersionMonitor version = byId.get(new VersionId(model, number));
    return version == null
        ? Refused.because(
            otherwise,
            "version %d of model '%s' is not loaded%s".formatted(number, model, loaded(model)))
        : new Found<>(version);
  }

  private String loaded(String model) {
    List<Integer> versions =
        byId.keySet().stream()
            .filter(id -> id.model().equals(model))
            .map(VersionId::version)
            .sorted()
            .toList();
    return versions.isEmpty() ? "" : "; loaded: " + UnknownName.listed(versions);
  }

  /**
   * Returns a window of a version's policy; refused if it has none of that name.
   *
   * @param name null for the first
   */
  static ReportResult<Window> window(VersionMonitor version, @Nullable String name) {
    List<Window> windows = version.schema().monitoring().windows();
    return windows.stream()
        .filter(window -> name == null || window.name().equals(name))
        .findFirst()
        .<ReportResult<Window>>map(Found::new)
        .orElseGet(
            () ->
                Refused.because(
                    ErrorCode.UNKNOWN_WINDOW,
                    UnknownName.choice(
                        "window",
                        name == null ? "" : name,
                        windows.stream().map(Window::name).toList())));
  }
}
