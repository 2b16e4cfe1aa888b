package com.nextgen.ml.monitoring.quality;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.counts.live.UnseenValues;
import com.nextgen.ml.monitoring.quality.QualityReport.FeatureQuality;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.ReportDocument;
import com.nextgen.ml.monitoring.report.Subject;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes a quality report as the document that the API and batch jobs share. */
public final class QualityReportJson {
  private QualityReportJson() {}

  /** Returns the document in UTF-8, on one line. */
  public static byte[] toBytes(QualityReport report) {
    return ReportDocument.toBytes(out -> write(out, report));
  }

  private static void write(JsonGenerator out, QualityReport report) throws IOException {
    out.writeStartObject();
    Subject subject = report.subject();
    ReportDocument.text(out, "model", subject.model());
    ReportDocument.text(out, "version", subject.version());
    out.writeStringField("scope", subject.scope());
    out.writeStringField("against", subject.against());
    out.writeNumberField("level", report.policy().level());
    out.writeBooleanField("nominal", report.policy().nominal());
    ReportDocument.window(out, report.window());
    ReportDocument.baseline(out, report.baseline());
    verdict(out, report.verdict().code(), report.reason());
    out.writeArrayFieldStart("features");
    for (FeatureQuality feature : report.features()) {
      out.writeStartObject();
      out.writeStringField("name", feature.name());
      out.writeStringField("type", feature.type().code());
      out.writeArrayFieldStart("checks");
      for (QualityFigure figure : feature.checks()) {
        figure(out, figure);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    if (report.duplicates() != null) {
      out.writeObjectFieldStart("batches");
      out.writeArrayFieldStart("checks");
      figure(out, report.duplicates());
      out.writeEndArray();
      out.writeEndObject();
    }
    faults(out, report.faults());
    out.writeEndObject();
  }

  /** Counts since the version was loaded, as their name says: they are no figures of the window. */
  private static void faults(JsonGenerator out, InputFaults faults) throws IOException {
    out.writeObjectFieldStart("sinceLoad");
    out.writeNumberField("batchRows", faults.batchRows());
    out.writeNumberField("duplicateRows", faults.duplicateRows());
    out.writeObjectFieldStart("typeErrors");
    for (String name : new TreeSet<>(faults.typeErrors().keySet())) {
      out.writeNumberField(name, faults.typeErrors().getOrDefault(name, 0L));
    }
    out.writeEndObject();
    if (!faults.unseen().isEmpty()) {
      out.writeArrayFieldStart("unseenValues");
      for (Map.Entry<String, UnseenValues> column : new TreeMap<>(faults.unseen()).entrySet()) {
        unseen(out, column.getKey(), column.getValue());
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  private static void unseen(JsonGenerator out, String column, UnseenValues values)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("name", column);
    out.writeArrayFieldStart("values");
    for (Map.Entry<String, Long> value : values.counts().entrySet()) {
      out.writeStartObject();
      out.writeStringField("value", value.getKey());
      out.writeNumberField("count", value.getValue());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeNumberField("others", values.others());
    out.writeEndObject();
  }

  private static void figure(JsonGenerator out, QualityFigure figure) throws IOException {
    out.writeStartObject();
    out.writeStringField("check", figure.check().code());
    verdict(out, figure.verdict().code(), figure.reason());
    out.writeNumberField("count", figure.count());
    out.writeNumberField("rows", figure.rows());
    out.writeNumberField("rate", figure.rate());
    out.writeNumberField("baselineRate", figure.baselineRate());
    out.writeNumberField("pValue", figure.pValue());
    if (figure.check() != QualityCheck.CONSTANT) {
      out.writeNumberField("threshold", Math.min(1, figure.baselineRate() + QualityPolicy.EXCESS));
    }
    out.writeEndObject();
  }

  private static void verdict(JsonGenerator out, String verdict, @Nullable Reason reason)
      throws IOException {
    out.writeStringField("verdict", verdict);
    out.writeStringField("reason", reason == null ? null : reason.code());
  }
}
