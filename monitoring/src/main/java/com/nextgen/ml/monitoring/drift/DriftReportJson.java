package com.nextgen.ml.monitoring.drift;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.nextgen.ml.monitoring.drift.DriftReport.Dataset;
import com.nextgen.ml.monitoring.drift.DriftReport.ReferenceRows;
import com.nextgen.ml.monitoring.drift.DriftReport.WindowSpan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes a drift report as the document that the API, the command line and batch jobs share. A
 * figure that does not exist is absent; the last published bin has no {@code upTo}.
 */
public final class DriftReportJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private DriftReportJson() {}

  /** The document in UTF-8, on one line. */
  public static byte[] toBytes(DriftReport report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      write(report, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  /** Writes the document as one JSON object. */
  public static void write(DriftReport report, JsonGenerator out) throws IOException {
    ColumnReportJson columns = new ColumnReportJson(out);
    out.writeStartObject();
    text(out, "model", report.subject().model());
    text(out, "version", report.subject().version());
    text(out, "scope", report.subject().scope());
    if (report.subject().scope().equals("cluster")) {
      out.writeNumberField("replicas", report.subject().replicas());
    }
    text(out, "against", report.subject().against());
    out.writeNumberField("level", report.policy().level());
    out.writeBooleanField("nominal", report.policy().nominal());
    ReferenceRows reference = report.baseline();
    boolean known = reference != null && reference.designEffect();
    out.writeStringField("assumes", known ? "design-effect" : "independent-rows");
    window(out, report.window());
    baseline(out, report.baseline());
    dataset(out, report.dataset());
    out.writeArrayFieldStart("features");
    for (ColumnReport feature : report.features()) {
      columns.write(feature);
    }
    out.writeEndArray();
    if (report.prediction() != null) {
      out.writeFieldName("prediction");
      columns.write(report.prediction());
    }
    if (report.predictedClass() != null) {
      out.writeFieldName("predictedClass");
      columns.write(report.predictedClass());
    }
    if (report.multivariate() != null) {
      MultivariateJson.write(report.multivariate(), out);
    }
    out.writeEndObject();
  }

  private static void window(JsonGenerator out, WindowSpan window) throws IOException {
    out.writeObjectFieldStart("window");
    out.writeStringField("name", window.name());
    text(out, "from", text(window.from()));
    text(out, "to", text(window.to()));
    out.writeNumberField("rows", window.rows());
    out.writeEndObject();
  }

  private static void baseline(JsonGenerator out, @Nullable ReferenceRows baseline)
      throws IOException {
    if (baseline != null) {
      out.writeObjectFieldStart("baseline");
      out.writeNumberField("rows", baseline.rows());
      text(out, "sha256", baseline.sha256().isEmpty() ? null : baseline.sha256());
      out.writeEndObject();
    }
  }

  private static void dataset(JsonGenerator out, Dataset dataset) throws IOException {
    out.writeObjectFieldStart("dataset");
    out.writeStringField("verdict", dataset.verdict().spelling());
    text(out, "reason", dataset.reason() == null ? null : dataset.reason().spelling());
    if (dataset.driftedRatio().isPresent()) {
      out.writeNumberField("driftedRatio", dataset.driftedRatio().getAsDouble());
    }
    out.writeEndObject();
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  private static void text(JsonGenerator out, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }
}
