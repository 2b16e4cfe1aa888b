package com.nextgen.ml.service.status;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.report.ReportDocument;
import java.io.IOException;
import java.util.Map;

/** Writes the screen as the document of the API; what does not exist is absent. */
public final class StatusJson {
  private StatusJson() {}

  /** Returns the document in UTF-8, on one line. */
  public static byte[] toBytes(StatusBoard.Screen screen) {
    return ReportDocument.toBytes(
        out -> {
          out.writeStartObject();
          ReportDocument.text(out, "at", screen.at());
          out.writeArrayFieldStart("versions");
          for (VersionStatus version : screen.versions()) {
            version(out, version);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void version(JsonGenerator out, VersionStatus version) throws IOException {
    out.writeStartObject();
    out.writeStringField("model", version.model());
    if (version.version() > 0) {
      out.writeStringField("version", Integer.toString(version.version()));
    }
    out.writeStringField("state", version.state().code());
    ReportDocument.text(out, "problem", version.problem());
    out.writeArrayFieldStart("aliases");
    for (String alias : version.aliases()) {
      out.writeString(alias);
    }
    out.writeEndArray();
    VersionStatus.Loaded loaded = version.loaded();
    if (loaded != null) {
      loaded(out, loaded);
    }
    out.writeEndObject();
  }

  private static void loaded(JsonGenerator out, VersionStatus.Loaded loaded) throws IOException {
    ReportDocument.text(out, "loadedAt", loaded.since());
    out.writeObjectFieldStart("traffic");
    out.writeNumberField("rows", loaded.rows());
    ReportDocument.text(out, "lastPrediction", loaded.lastPrediction());
    out.writeEndObject();
    ReportDocument.text(out, "lastLabel", loaded.lastLabel());
    for (Map.Entry<String, FamilyStatus> family : loaded.families().entrySet()) {
      FamilyStatus status = family.getValue();
      out.writeObjectFieldStart(family.getKey());
      out.writeStringField("verdict", status.verdict().code());
      ReportDocument.text(out, "window", status.window());
      ReportDocument.text(out, "since", status.since());
      ReportDocument.text(out, "why", status.why().isEmpty() ? null : status.why());
      out.writeEndObject();
    }
  }
}
