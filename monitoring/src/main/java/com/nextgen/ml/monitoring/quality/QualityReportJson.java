package com.nextgen.ml.monitoring.quality;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.counts.UnseenValues;
import com.nextgen.ml.monitoring.drift.DriftReport.ReferenceRows;
import com.nextgen.ml.monitoring.drift.DriftReport.Subject;
import com.nextgen.ml.monitoring.drift.DriftReport.WindowSpan;
import com.nextgen.ml.monitoring.drift.Reason;
import com.nextgen.ml.monitoring.quality.QualityReport.FeatureQuality;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes a quality report as the document that the API and batch jobs share. */
public final class QualityReportJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private QualityReportJson() {}

  /** The document in UTF-8, on one line. */
  public static byte[] toBytes(QualityReport report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      write(out, report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, QualityReport report) throws IOException {
    out.writeStartObject();
    Subject subject = report.subject();
    text(out, "model", subject.model());
    text(out, "version", subject.version());
    out.writeStringField("scope", subject.scope());
    out.writeStringField("against", subject.against());
    out.writeNumberField("level", report.policy().level());
    out.writeBooleanField("nominal", report.policy().nominal());
    window(out, report.window());
    ReferenceRows baseline = report.baseline();
    if (baseline != null) {
      out.writeObjectFieldStart("baseline");
      out.writeNumberField("rows", baseline.rows());
      text(out, "sha256", baseline.sha256().isEmpty() ? null : baseline.sha256());
      out.writeEndObject();
    }
    verdict(out, report.verdict().spelling(), report.reason());
    out.writeArrayFieldStart("features");
    for (FeatureQuality feature : report.features()) {
      out.writeStartObject();
      out.writeStringField("name", feature.name());
      out.writeStringField("type", feature.type().spelling());
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

  private static void window(JsonGenerator out, WindowSpan window) throws IOException {
    out.writeObjectFieldStart("window");
    out.writeStringField("name", window.name());
    text(out, "from", window.from() == null ? null : window.from().toString());
    text(out, "to", window.to() == null ? null : window.to().toString());
    out.writeNumberField("rows", window.rows());
    out.writeEndObject();
  }

  private static void figure(JsonGenerator out, QualityFigure figure) throws IOException {
    out.writeStartObject();
    out.writeStringField("check", figure.check().spelling());
    verdict(out, figure.verdict().spelling(), figure.reason());
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
    out.writeStringField("reason", reason == null ? null : reason.spelling());
  }

  private static void text(JsonGenerator out, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }
}
