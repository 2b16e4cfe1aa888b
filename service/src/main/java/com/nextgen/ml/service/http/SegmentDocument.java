package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.drift.DriftReportJson;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.DriftAnswer;
import com.nextgen.ml.service.monitor.SegmentReport;

/** The drift reports of a segment column's values as one document. */
final class SegmentDocument {
  private SegmentDocument() {}

  static byte[] of(VersionId id, DriftAnswer.Segmented segments) {
    return Json.write(
        16_384,
        out -> {
          out.writeStartObject();
          out.writeStringField("model", id.model());
          out.writeStringField("version", Integer.toString(id.version()));
          out.writeStringField("segment", segments.column());
          out.writeStringField("window", segments.window());
          out.writeArrayFieldStart("segments");
          for (SegmentReport segment : segments.reports()) {
            out.writeStartObject();
            out.writeStringField("value", segment.value());
            out.writeFieldName("report");
            DriftReportJson.write(segment.report(), out);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }
}
