package com.nextgen.ml.service.history;

import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.performance.CalibrationDrift;
import com.nextgen.ml.monitoring.schema.policy.DurationSpelling;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.feedback.outcome.OutcomeReader;
import com.nextgen.ml.service.history.delta.StoredHistory;
import com.nextgen.ml.service.history.verdict.PastCalibrations;
import com.nextgen.ml.service.monitor.check.CountedWindow;
import com.nextgen.ml.service.monitor.check.PastWindow;
import com.nextgen.ml.service.monitor.check.ReportResult;
import com.nextgen.ml.service.monitor.check.ReportResult.Found;
import com.nextgen.ml.service.monitor.check.ReportResult.Refused;
import com.nextgen.ml.service.monitor.check.Scope;
import com.nextgen.ml.service.monitor.check.TimeRange;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.CountKinds;
import com.nextgen.ml.service.monitor.live.OutcomeAdder;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A stretch of time as the store has it.
 *
 * @param range that has passed
 * @param now when it is asked about
 */
record KeptRange(StoredHistory history, VersionMonitor version, TimeRange range, Instant now)
    implements PastWindow {

  @Override
  public CountedWindow counted() {
    WindowCounts nothing = new WindowCounts(range.from(), range.to(), 0, version.layout().empty());
    return new CountedWindow(
        version,
        new Window(DurationSpelling.of(range.length()), range.length()),
        counted(CountKinds.ALL_ROWS).getOrDefault(CountKind.ALL_ROWS, nothing),
        Scope.of(history));
  }

  @Override
  public Map<String, WindowCounts> segments(String column) {
    return CountKind.segments(counted(CountKinds.segments(column)), column);
  }

  private Map<CountKind, WindowCounts> counted(CountKinds kinds) {
    return history.counted(version.id(), version.layout(), kinds, range.from(), range.to());
  }

  @Override
  public ReportResult<OutcomeCounts> outcomes() {
    Instant kept = now.minus(version.schema().monitoring().log().retention());
    if (range.from().isBefore(kept)) {
      return Refused.because(
          ErrorCode.TOO_OLD, "predictions and their labels are kept since " + kept);
    }
    OutcomeAdder sum = version.performance().sum();
    new OutcomeReader(history.store()).predicted(version.id(), range.from(), range.to(), sum::add);
    return new Found<>(sum.counts());
  }

  /** Returns that of the longest configured windows that are not longer, or of the shortest. */
  @Override
  public CalibrationDrift calibrationDrift() {
    List<Window> windows = version.schema().monitoring().windows();
    Window like =
        windows.stream()
            .filter(window -> window.length().compareTo(range.length()) <= 0)
            .max(Comparator.comparing(Window::length))
            .or(() -> windows.stream().min(Comparator.comparing(Window::length)))
            .orElseThrow();
    return new PastCalibrations(history.store()).of(version.id(), like, range.to());
  }
}
