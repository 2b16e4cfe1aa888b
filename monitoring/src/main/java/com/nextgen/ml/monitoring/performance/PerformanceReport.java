package com.nextgen.ml.monitoring.performance;

import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How right a model was in a window. {@link PerformanceReportJson} writes it.
 *
 * @param window its rows are the predictions
 * @param by {@code arrival} of the labels or {@code prediction} time
 * @param outcomes the labelled rows
 * @param figures that follow from them
 * @param coverage null if it is not known how many predictions there were
 * @param estimate what is expected of the window's scores without labels; null if there is none
 * @param cause of a change, where it can be told
 * @param calibration how the labels followed from scores; null where that is not told
 * @param past how far that moved in windows before, which the estimate's intervals have in them
 * @param reference what was compared with
 * @param comparisons the figures that were judged
 * @param reason why there is no verdict; null if there is one
 */
public record PerformanceReport(
    Subject subject,
    WindowSpan window,
    String by,
    OutcomeCounts outcomes,
    MetricEstimates figures,
    @Nullable Coverage coverage,
    @Nullable MetricEstimates estimate,
    @Nullable LabelShift cause,
    @Nullable Calibration calibration,
    CalibrationDrift past,
    PerformanceReference reference,
    PerformanceCriteria policy,
    List<MetricComparison> comparisons,
    Verdict verdict,
    @Nullable Reason reason) {

  public PerformanceReport {
    comparisons = List.copyOf(comparisons);
    if ((verdict == Verdict.NOT_ENOUGH_DATA) != (reason != null)) {
      throw new IllegalArgumentException("a report has either a verdict or a reason");
    }
  }
}
