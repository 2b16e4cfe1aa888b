package com.nextgen.ml.service.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.Verdict;
import com.nextgen.ml.service.monitor.WindowVerdict;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verdict on a window that ended, in short: what drifted and what could not be told. */
final class VerdictDocument {
  private VerdictDocument() {}

  static void write(JsonGenerator out, WindowVerdict verdict) throws IOException {
    DriftReport report = verdict.report();
    List<ColumnReport> columns = new ArrayList<>(report.features());
    if (report.prediction() != null) {
      columns.add(report.prediction());
    }
    if (report.predictedClass() != null) {
      columns.add(report.predictedClass());
    }
    out.writeStartObject();
    out.writeStringField("window", verdict.window().name());
    time(out, "from", report.window().from());
    time(out, "to", report.window().to());
    out.writeNumberField("rows", report.window().rows());
    out.writeStringField("verdict", report.dataset().verdict().spelling());
    names(out, "drifted", columns, Verdict.DRIFTED);
    names(out, "stable", columns, Verdict.STABLE);
    names(out, "notEnoughData", columns, Verdict.NOT_ENOUGH_DATA);
    out.writeEndObject();
  }

  private static void time(JsonGenerator out, String name, @Nullable Instant time)
      throws IOException {
    if (time != null) {
      out.writeStringField(name, time.toString());
    }
  }

  private static void names(
      JsonGenerator out, String name, List<ColumnReport> columns, Verdict verdict)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (ColumnReport column : columns) {
      if (column.verdict() == verdict) {
        out.writeString(column.name());
      }
    }
    out.writeEndArray();
  }
}
