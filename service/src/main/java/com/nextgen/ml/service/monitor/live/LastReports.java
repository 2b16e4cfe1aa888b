package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.schema.policy.Window;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The last report of each kind on each window of one version. Thread-safe. */
final class LastReports {
  private final List<Window> windows;
  private final Map<Key, Object> reports = new ConcurrentHashMap<>();

  private record Key(Class<?> kind, Window window) {}

  /**
   * @param windows of the policy, in its order
   */
  LastReports(List<Window> windows) {
    this.windows = windows;
  }

  <R> void put(Class<R> kind, Window window, R report) {
    reports.put(new Key(kind, window), report);
  }

  <R> Optional<R> of(Class<R> kind, Window window) {
    return Optional.ofNullable(reports.get(new Key(kind, window))).map(kind::cast);
  }

  /** Returns those of one kind in the order of the policy. */
  <R> List<R> of(Class<R> kind) {
    return windows.stream()
        .map(window -> reports.get(new Key(kind, window)))
        .filter(Objects::nonNull)
        .<R>map(kind::cast)
        .toList();
  }
}
