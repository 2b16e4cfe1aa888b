package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.drift.DriftReportJson;
import com.nextgen.ml.monitoring.report.ReportDocument;
import com.nextgen.ml.service.inference.VersionId;
import java.util.List;

/** Writes the drift reports of a segment column's values as one document. */
public final class SegmentReportsJson {
  private SegmentReportsJson() {}

  /**
   * Returns the document in UTF-8, on one line.
   *
   * @param reports of the column's values
   * @param distributions see {@link DriftReportJson}
   */
  public static byte[] toBytes(
      VersionId id,
      String column,
      String window,
      List<SegmentReport> reports,
      boolean distributions) {
    return ReportDocument.toBytes(
        out -> {
          out.writeStartObject();
          out.writeStringField("model", id.model());
          out.writeStringField("version", Integer.toString(id.version()));
          out.writeStringField("segment", column);
          out.writeStringField("window", window);
          out.writeArrayFieldStart("segments");
          for (SegmentReport segment : reports) {
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
}
