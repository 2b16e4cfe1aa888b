package com.nextgen.ml.monitoring.drift;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.drift.DriftReport.Dataset;
import com.nextgen.ml.monitoring.report.ReferenceRows;
import com.nextgen.ml.monitoring.report.ReportDocument;
import java.io.IOException;

/**
 * Writes a drift report as the document that the API, the command line and batch jobs share. A
 * figure that does not exist is absent; the last published bin has no {@code upTo}.
 */
public final class DriftReportJson {
  private DriftReportJson() {}

  /** Returns the document in UTF-8, on one line. */
  public static byte[] toBytes(DriftReport report) {
    return ReportDocument.toBytes(out -> write(report, out));
  }

  /** Writes the document as one JSON object. */
  public static void write(DriftReport report, JsonGenerator out) throws IOException {
    write(report, out, true);
  }

  /**
   * Writes the document as one JSON object.
   *
   * @param distributions whether each column shows its distributions. Without them the document is
   *     several times shorter, and says that they are omitted
   */
  public static void write(DriftReport report, JsonGenerator out, boolean distributions)
      throws IOException {
    ColumnReportJson columns = new ColumnReportJson(out, distributions);
    out.writeStartObject();
    ReportDocument.text(out, "model", report.subject().model());
    ReportDocument.text(out, "version", report.subject().version());
    ReportDocument.text(out, "scope", report.subject().scope());
    if (report.subject().scope().equals("cluster")) {
      out.writeNumberField("replicas", report.subject().replicas());
    }
    ReportDocument.text(out, "against", report.subject().against());
    out.writeNumberField("level", report.policy().level());
    out.writeBooleanField("nominal", report.policy().nominal());
    ReferenceRows reference = report.baseline();
    boolean known = reference != null && reference.designEffect();
    out.writeStringField("assumes", known ? "design-effect" : "independent-rows");
    if (!distributions) {
      out.writeStringField("distributions", "omitted");
    }
    ReportDocument.window(out, report.window());
    ReportDocument.baseline(out, report.baseline());
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

  private static void dataset(JsonGenerator out, Dataset dataset) throws IOException {
    out.writeObjectFieldStart("dataset");
    out.writeStringField("verdict", dataset.verdict().code());
    ReportDocument.text(out, "reason", dataset.reason() == null ? null : dataset.reason().code());
    if (dataset.driftedRatio().isPresent()) {
      out.writeNumberField("driftedRatio", dataset.driftedRatio().getAsDouble());
    }
    out.writeEndObject();
  }
}
