package com.nextgen.ml.service.http.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.drift.SmallestShift;
import com.nextgen.ml.monitoring.drift.rehearsal.Alarm;
import com.nextgen.ml.monitoring.drift.rehearsal.Rehearsal;
import com.nextgen.ml.service.history.HistoryReports;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.inference.VersionId;
import java.io.IOException;

/** A rehearsal as JSON. */
final class RehearsalDocument {
  private RehearsalDocument() {}

  static void write(JsonGenerator out, VersionId id, HistoryReports.Rehearsed rehearsed)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("model", id.model());
    out.writeStringField("version", Integer.toString(id.version()));
    if (rehearsed.keptSince() == null) {
      out.writeNullField("keptSince");
    } else {
      out.writeStringField("keptSince", rehearsed.keptSince().toString());
    }
    out.writeArrayFieldStart("windows");
    for (Rehearsal window : rehearsed.windows()) {
      window(out, window);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void window(JsonGenerator out, Rehearsal window) throws IOException {
    out.writeStartObject();
    out.writeStringField("window", window.window().name());
    out.writeStringField("from", window.from().toString());
    out.writeStringField("to", window.to().toString());
    out.writeNumberField("level", window.level());
    out.writeNumberField("looks", window.looks());
    out.writeNumberField("looksWithEnoughData", window.judged());
    out.writeNumberField("expectedFalseAlarms", window.expectedFalseAlarms());
    out.writeNumberField("alarmCount", window.alarmed());
    out.writeArrayFieldStart("alarms");
    for (Alarm alarm : window.alarms()) {
      alarm(out, alarm);
    }
    out.writeEndArray();
    out.writeNumberField("medianRows", window.medianRows());
    out.writeNumberField("power", SmallestShift.POWER);
    out.writeArrayFieldStart("smallestShifts");
    for (SmallestShift shift : window.smallest()) {
      out.writeStartObject();
      out.writeStringField("column", shift.column());
      out.writeNumberField("psi", shift.psi());
      out.writeNumberField("sigmas", shift.sigmas());
      out.writeNumberField("threshold", shift.threshold());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void alarm(JsonGenerator out, Alarm alarm) throws IOException {
    out.writeStartObject();
    out.writeStringField("from", alarm.begin().toString());
    out.writeStringField("to", alarm.end().toString());
    out.writeNumberField("rows", alarm.rows());
    out.writeNumberField("driftedColumns", alarm.columns());
    out.writeBooleanField("multivariate", alarm.multivariate());
    out.writeArrayFieldStart("drifted");
    for (Alarm.Drifted drifted : alarm.drifted()) {
      out.writeStartObject();
      out.writeStringField("column", drifted.name());
      out.writeNumberField("psi", drifted.psi());
      out.writeFieldName("pValue");
      Json.number(out, drifted.pValue().orElse(Double.NaN));
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
