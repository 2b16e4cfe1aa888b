package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.check.ReportResult.Refused;
import com.nextgen.ml.service.monitor.live.VersionMonitor;

/**
 * Makes reports of windows until now.
 *
 * @param counts of windows until now, here and elsewhere
 * @param scope of these counts
 */
public record OnDemand(WatchedVersions versions, ClusterCounts counts, Scope scope) {

  /** Answers a question about a version's window. */
  public <R> ReportResult<R> report(Check<R> check, VersionId id, ReportQuery query) {
    Refusal objection = check.objection(query);
    if (objection != null) {
      return new Refused<>(objection);
    }
    return versions
        .find(id)
        .then(
            version ->
                WatchedVersions.window(version, query.window())
                    .then(window -> report(check, window(version, window), query)));
  }

  private static <R> ReportResult<R> report(Check<R> check, AskedWindow window, ReportQuery query) {
    try {
      return check.onDemand(window, query);
    } catch (UnknownCountsException e) {
      return Refused.because(ErrorCode.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  /** Returns one of a version's windows, to be looked at. */
  public AskedWindow window(VersionMonitor version, Window window) {
    return new AskedWindow(versions, counts, version, window, scope);
  }
}
