package com.nextgen.ml.service.monitor.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.service.monitor.live.Finding;
import java.util.ArrayList;
import java.util.List;

/** What was found of segments. */
public record SegmentFinding(List<Segment> segments) implements Finding {

  public SegmentFinding {
    segments = List.copyOf(segments);
  }

  /** What was found of the rows with one value of a segment column. */
  public record Segment(String column, String value, Verdict verdict) {}

  static SegmentFinding of(List<SegmentReports> columns) {
    List<Segment> segments = new ArrayList<>();
    for (SegmentReports column : columns) {
      for (SegmentReport segment : column.segments()) {
        segments.add(
            new Segment(
                column.column(),
                segment.value(),
                Verdicts.together(segment.report().columns().map(ColumnReport::verdict).toList())));
      }
    }
    return new SegmentFinding(segments);
  }

  static SegmentFinding read(List<JsonNode> columns) {
    List<Segment> segments = new ArrayList<>();
    for (JsonNode column : columns) {
      for (JsonNode segment : column.path("segments")) {
        JsonNode report = segment.path("report");
        List<Verdict> verdicts = new ArrayList<>();
        report.path("features").forEach(feature -> verdicts.add(Verdicts.read(feature)));
        verdicts.add(Verdicts.read(report.path("prediction")));
        verdicts.add(Verdicts.read(report.path("predictedClass")));
        segments.add(
            new Segment(
                column.path("segment").asText(),
                segment.path("value").asText(),
                Verdicts.together(verdicts)));
      }
    }
    return new SegmentFinding(segments);
  }

  /** Returns the verdict on all segments. */
  Verdict verdict() {
    return Verdicts.together(segments.stream().map(Segment::verdict).toList());
  }

  /** Returns which segments have drifted. */
  List<String> drifted() {
    return segments.stream()
        .filter(segment -> segment.verdict() == Verdict.DRIFTED)
        .map(segment -> segment.column() + "=" + segment.value())
        .toList();
  }
}
