package com.nextgen.ml.service.monitor.kind;

import com.nextgen.ml.monitoring.drift.DriftReportJson;
import com.nextgen.ml.monitoring.report.ReportDocument;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.page.text.SegmentText;
import java.util.List;

/**
 * What was found of each value of a segment column.
 *
 * @param column the segment column
 * @param window the name of the window
 */
public record SegmentReports(
    VersionId version, String column, String window, List<SegmentReport> segments) {

  public SegmentReports {
    segments = List.copyOf(segments);
  }

  /**
   * Returns the document in UTF-8, on one line.
   *
   * @param distributions see {@link DriftReportJson}
   */
  byte[] json(boolean distributions) {
    return ReportDocument.toBytes(
        out -> {
          out.writeStartObject();
          out.writeStringField("model", version.model());
          out.writeStringField("version", Integer.toString(version.version()));
          out.writeStringField("segment", column);
          out.writeStringField("window", window);
          out.writeArrayFieldStart("segments");
          for (SegmentReport segment : segments) {
            out.writeStartObject();
            out.writeStringField("value", segment.value());
            out.writeFieldName("report");
            DriftReportJson.write(segment.report(), out, distributions);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /**
   * Returns the report as a short text for people.
   *
   * @param verdict on all of it
   */
  String text(Verdict verdict) {
    return SegmentText.of(
        version.model() + " version " + version.version(),
        column,
        window,
        verdict,
        segments.stream()
            .map(
                segment ->
                    new SegmentText.Segment(
                        segment.value(), Verdicts.of(segment.report()), segment.report()))
            .toList());
  }
}
