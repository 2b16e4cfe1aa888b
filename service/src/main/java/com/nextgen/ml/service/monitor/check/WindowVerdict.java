package com.nextgen.ml.service.monitor.check;

import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.live.Finding;
import com.nextgen.ml.service.monitor.live.VersionReports;
import com.nextgen.ml.service.monitor.live.WindowFindings;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What was found of a tumbling window, which is judged once, when it ended or when its labels had
 * matured, at the level that the false-alarm budget leaves it. Only these raise alarms.
 *
 * @param span when the window began and ended, and the rows that were counted in it
 * @param judged by the kinds of report that were due
 */
public record WindowVerdict(
    VersionId version, Window window, WindowSpan span, List<Judged<?>> judged) {

  public WindowVerdict {
    judged = List.copyOf(judged);
  }

  /** Judges a window by some kinds of report. */
  public static WindowVerdict of(EndedWindow ended, List<Check<?>> checks) {
    CountedWindow all = ended.all();
    return new WindowVerdict(
        all.version().id(),
        all.window(),
        all.span(),
        checks.stream().<Judged<?>>map(check -> Judged.of(check, ended)).toList());
  }

  /** Returns the reports of one kind. */
  public <R> List<R> reports(Class<R> kind) {
    return judged.stream()
        .flatMap(one -> one.reports().stream())
        .filter(kind::isInstance)
        .<R>map(kind::cast)
        .toList();
  }

  /** Returns what it says in short. */
  public WindowFindings findings() {
    List<Finding> findings =
        judged.stream().map(Judged::finding).flatMap(Stream::ofNullable).toList();
    return new WindowFindings(
        window,
        span.from(),
        Objects.requireNonNull(span.to(), "a window that was judged has ended"),
        span.rows(),
        findings);
  }

  /** Shows it as the last one on a window whose labels had matured. */
  public void showMatured(VersionReports shown) {
    judged.forEach(one -> one.showMatured(shown, window));
  }
}
