package com.nextgen.ml.monitoring.concept;

import com.nextgen.ml.monitoring.detector.Require;
import com.nextgen.ml.monitoring.performance.Cause;
import com.nextgen.ml.monitoring.report.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Whether a version's relation of inputs to target changed.
 *
 * @param verdict of the detector that raises alarms
 * @param reason why there is not enough data; empty otherwise
 * @param cause of a drift; empty otherwise, and where no test of it was made
 * @param where it changed most; empty if nothing changed significantly
 */
public record ConceptReport(
    Verdict verdict,
    Optional<String> reason,
    Optional<Cause> cause,
    List<DetectorStatus> detectors,
    Optional<DriftLocation> where) {

  public ConceptReport {
    detectors = List.copyOf(detectors);
    Require.that(
        reason.isPresent() == (verdict == Verdict.NOT_ENOUGH_DATA),
        "not enough data needs a reason, and nothing else has one");
  }

  /** Nothing can be said. */
  public static ConceptReport notEnough(String reason, List<DetectorStatus> detectors) {
    return new ConceptReport(
        Verdict.NOT_ENOUGH_DATA,
        Optional.of(reason),
        Optional.empty(),
        detectors,
        Optional.empty());
  }
}
