package com.nextgen.ml.monitoring.concept;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.detector.Signal;
import com.nextgen.ml.monitoring.report.ReportDocument;
import java.io.IOException;

/** Writes a concept report as the document of the API; what does not exist is absent. */
public final class ConceptReportJson {
  private ConceptReportJson() {}

  /** Returns the document in UTF-8, on one line. */
  public static byte[] toBytes(ConceptReport report) {
    return ReportDocument.toBytes(out -> write(report, out));
  }

  private static void write(ConceptReport report, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("verdict", report.verdict().code());
    if (report.reason().isPresent()) {
      out.writeStringField("reason", report.reason().get());
    }
    if (report.cause().isPresent()) {
      out.writeStringField("cause", report.cause().get().code());
    }
    out.writeArrayFieldStart("detectors");
    for (DetectorStatus status : report.detectors()) {
      detector(status, out);
    }
    out.writeEndArray();
    if (report.where().isPresent()) {
      where(report.where().get(), out);
    }
    out.writeEndObject();
  }

  private static void detector(DetectorStatus status, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("detector", status.detector());
    out.writeStringField("state", (status.drifted() ? Signal.DRIFT : status.state()).code());
    if (status.evidence().isPresent()) {
      out.writeNumberField("evidence", status.evidence().get().value());
      out.writeNumberField("threshold", status.evidence().get().threshold());
    }
    out.writeNumberField("labels", status.labels());
    out.writeNumberField("alarms", status.alarms());
    if (status.lastAlarm().isPresent()) {
      out.writeStringField("lastAlarm", status.lastAlarm().get().toString());
    }
    out.writeEndObject();
  }

  private static void where(DriftLocation where, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("where");
    out.writeStringField("feature", where.feature());
    out.writeStringField("range", where.range());
    out.writeNumberField("pValue", where.pValue());
    out.writeNumberField("expected", where.expected());
    out.writeNumberField("observed", where.observed());
    out.writeNumberField("labels", where.labels());
    out.writeEndObject();
  }
}
