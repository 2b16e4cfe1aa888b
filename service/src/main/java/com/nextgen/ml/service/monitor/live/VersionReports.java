package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.schema.policy.Window;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was last found of each window of one version. Lists are in the order of the policy.
 * Thread-safe.
 */
public final class VersionReports {
  private final List<Window> windows;
  private final Map<Key, Object> looks = new ConcurrentHashMap<>();
  private final Map<Key, Object> matured = new ConcurrentHashMap<>();
  private final Map<Window, WindowFindings> judged = new ConcurrentHashMap<>();

  /** Which report, by the type of the reports of its kind. */
  private record Key(Class<?> kind, Window window) {}

  VersionReports(List<Window> windows) {
    this.windows = windows;
  }

  /** Returns the last looks at rolling windows, at a nominal level: for panels, not for alarms. */
  public <R> List<R> looks(Class<R> kind) {
    return all(window -> kind.cast(looks.get(new Key(kind, window))));
  }

  /** Takes a look at a rolling window. */
  public <R> void looked(Class<R> kind, Window window, R report) {
    looks.put(new Key(kind, window), report);
  }

  /** Returns the last verdicts on windows whose labels have matured. */
  public <R> List<R> matured(Class<R> kind) {
    return all(window -> matured(kind, window).orElse(null));
  }

  /** Returns the last verdict on one window whose labels have matured; empty if there is none. */
  public <R> Optional<R> matured(Class<R> kind, Window window) {
    return Optional.ofNullable(matured.get(new Key(kind, window))).map(kind::cast);
  }

  /** Takes a verdict on a window whose labels have matured. */
  public <R> void matured(Class<R> kind, Window window, R report) {
    matured.put(new Key(kind, window), report);
  }

  /** Returns the last verdicts on windows that ended; of a window of which none is shown, none. */
  public List<WindowFindings> judged() {
    return all(judged::get);
  }

  /** Returns the last verdict on one window that ended; null if none is shown. */
  public @Nullable WindowFindings judged(Window window) {
    return judged.get(window);
  }

  /** Shows a verdict on a window that ended, unless a later one is shown. */
  public void show(WindowFindings found) {
    judged.merge(found.window(), found, WindowFindings::later);
  }

  /** Shows no verdict any longer on windows after which two more have passed. */
  public void hidePast(Instant now) {
    judged.values().removeIf(found -> found.isPast(now));
  }

  private <T> List<T> all(Function<Window, @Nullable T> found) {
    return windows.stream().map(found).filter(Objects::nonNull).toList();
  }
}
