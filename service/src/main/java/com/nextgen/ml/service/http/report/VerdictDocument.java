package com.nextgen.ml.service.http.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.report.ReportDocument;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.service.monitor.kind.DriftFinding;
import com.nextgen.ml.service.monitor.live.WindowFindings;
import java.io.IOException;
import java.util.List;

/** The verdict on a window that ended, in short: what drifted and what could not be told. */
public final class VerdictDocument {
  private VerdictDocument() {}

  public static void write(JsonGenerator out, WindowFindings found) throws IOException {
    DriftFinding drift = found.of(DriftFinding.class).orElse(null);
    Verdict verdict = drift == null ? Verdict.NOT_ENOUGH_DATA : drift.verdict();
    List<DriftFinding.Column> columns = drift == null ? List.of() : drift.columns();
    out.writeStartObject();
    out.writeStringField("window", found.window().name());
    ReportDocument.text(out, "from", found.from());
    ReportDocument.text(out, "to", found.to());
    out.writeNumberField("rows", found.rows());
    out.writeStringField("verdict", verdict.code());
    names(out, "drifted", columns, Verdict.DRIFTED);
    names(out, "stable", columns, Verdict.STABLE);
    names(out, "notEnoughData", columns, Verdict.NOT_ENOUGH_DATA);
    out.writeEndObject();
  }

  private static void names(
      JsonGenerator out, String name, List<DriftFinding.Column> columns, Verdict verdict)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (DriftFinding.Column column : columns) {
      if (column.verdict() == verdict) {
        out.writeString(column.name());
      }
    }
    out.writeEndArray();
  }
}
