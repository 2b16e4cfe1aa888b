package com.nextgen.ml.monitoring.concept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.detector.Evidence;
import com.nextgen.ml.monitoring.detector.Signal;
import com.nextgen.ml.monitoring.performance.Cause;
import com.nextgen.ml.monitoring.report.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConceptReportJsonTest {
  private static final DetectorStatus FOUND =
      new DetectorStatus(
          "e-detector",
          true,
          Signal.STABLE,
          Optional.of(new Evidence(2.5, 180000)),
          4200,
          1,
          Optional.of(Instant.parse("2026-11-24T10:00:00Z")));
  private static final DetectorStatus QUIET =
      new DetectorStatus("ddm", false, Signal.WARNING, Optional.empty(), 0, 0, Optional.empty());

  @Test
  void writesFindingsAndTheirLocation() {
    ConceptReport report =
        new ConceptReport(
            Verdict.DRIFTED,
            Optional.empty(),
            Optional.of(Cause.CONCEPT_OR_CALIBRATION),
            List.of(FOUND, QUIET),
            Optional.of(new DriftLocation("price", "over 100 up to 250", 1e-9, 0.25, 0.75, 300)));
    assertThat(new String(ConceptReportJson.toBytes(report), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"verdict":"drifted","cause":"concept-or-calibration","detectors":[\
            {"detector":"e-detector","state":"drift","evidence":2.5,"threshold":180000.0,\
            "labels":4200,"alarms":1,"lastAlarm":"2026-11-24T10:00:00Z"},\
            {"detector":"ddm","state":"warning","labels":0,"alarms":0}],\
            "where":{"feature":"price","range":"over 100 up to 250","pValue":1.0E-9,\
            "expected":0.25,"observed":0.75,"labels":300}}""");
  }

  @Test
  void writesTheReasonForNotEnoughData() {
    ConceptReport report = ConceptReport.notEnough("no-validation", List.of());
    assertThat(new String(ConceptReportJson.toBytes(report), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"verdict":"not-enough-data","reason":"no-validation","detectors":[]}""");
  }

  @Test
  void requiresAReasonOnlyForNotEnoughData() {
    assertThatThrownBy(
            () ->
                new ConceptReport(
                    Verdict.STABLE,
                    Optional.of("none"),
                    Optional.empty(),
                    List.of(),
                    Optional.empty()))
        .hasMessageContaining("reason");
  }
}
