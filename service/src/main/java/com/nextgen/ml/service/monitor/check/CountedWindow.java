package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;

/**
 * What a version counted in a stretch of time.
 *
 * @param window one of the policy's, or one that is named after the stretch's length
 * @param scope what the counts sum over
 */
public record CountedWindow(
    VersionMonitor version, Window window, WindowCounts counted, Scope scope) {

  /** Returns what a report of it says of whom. */
  public Subject subject(Against against) {
    return scope.subject(version.id(), against);
  }

  /** Returns when it was, and how many rows were counted in it. */
  public WindowSpan span() {
    return new WindowSpan(window.name(), counted.from(), counted.to(), counted.rows());
  }
}
