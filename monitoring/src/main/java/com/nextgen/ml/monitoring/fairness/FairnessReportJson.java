package com.nextgen.ml.monitoring.fairness;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.fairness.gap.Gap;
import com.nextgen.ml.monitoring.fairness.gap.GroupFigure;
import com.nextgen.ml.monitoring.fairness.gap.GroupFigures;
import com.nextgen.ml.monitoring.fairness.gap.Interval;
import com.nextgen.ml.monitoring.fairness.sums.AttributeKey;
import com.nextgen.ml.monitoring.fairness.sums.GroupSums;
import com.nextgen.ml.monitoring.report.ReportDocument;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a fairness report as its document. A figure that does not exist is absent. */
public final class FairnessReportJson {
  private final JsonGenerator out;

  private FairnessReportJson(JsonGenerator out) {
    this.out = out;
  }

  /** Returns the document in UTF-8, on one line. */
  public static byte[] toBytes(FairnessReport report) {
    return ReportDocument.toBytes(out -> new FairnessReportJson(out).write(report));
  }

  private void write(FairnessReport report) throws IOException {
    out.writeStartObject();
    text("model", report.subject().model());
    text("version", report.subject().version());
    text("scope", report.subject().scope());
    text("against", report.subject().against());
    text("by", report.by());
    out.writeNumberField("level", report.criteria().level());
    out.writeBooleanField("nominal", report.criteria().nominal());
    out.writeStringField(
        "assumes", report.criteria().designEffect() > 1 ? "design-effect" : "independent-rows");
    ReportDocument.window(out, report.window());
    ReportDocument.baseline(out, report.baseline());
    out.writeStringField("verdict", report.verdict().code());
    out.writeArrayFieldStart("attributes");
    for (AttributeReport attribute : report.attributes()) {
      attribute(attribute);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void attribute(AttributeReport report) throws IOException {
    AttributeKey key = report.sums().key();
    out.writeStartObject();
    out.writeStringField("attribute", key.attribute());
    text("condition", key.condition());
    text("favourable", key.favourable());
    out.writeStringField("verdict", report.verdict().code());
    text("reference", report.reference());
    needs(report.needs());
    truth("opened", report.opened());
    if (report.evidence() != null) {
      out.writeObjectFieldStart("evidence");
      out.writeNumberField("value", report.evidence().value());
      out.writeNumberField("threshold", report.evidence().threshold());
      out.writeEndObject();
    }
    out.writeNumberField("unknown", report.sums().unknown());
    out.writeArrayFieldStart("groups");
    for (Map.Entry<String, GroupSums> group : report.sums().groups().entrySet()) {
      group(group.getKey(), group.getValue());
    }
    out.writeEndArray();
    out.writeArrayFieldStart("metrics");
    for (MetricReport metric : report.metrics()) {
      metric(metric);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private void group(String name, GroupSums sums) throws IOException {
    List<GroupFigure> figures = GroupFigures.of(sums);
    out.writeStartObject();
    out.writeStringField("group", name);
    out.writeNumberField("rows", sums.rows());
    out.writeNumberField("labelled", sums.labelled());
    for (GroupFigure figure : figures) {
      out.writeNumberField(figure.code(), figure.value());
    }
    out.writeObjectFieldStart("intervals");
    for (GroupFigure figure : figures) {
      ends(figure.code(), figure.low(), figure.high());
    }
    out.writeEndObject();
    out.writeObjectFieldStart("denominators");
    for (GroupFigure figure : figures) {
      out.writeNumberField(figure.code(), figure.size());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  private void metric(MetricReport report) throws IOException {
    out.writeStartObject();
    out.writeStringField("metric", report.metric().code());
    if (report.largest() != null) {
      gap(report.largest().gap());
      pair(report.largest());
    }
    if (report.threshold() != null) {
      out.writeNumberField("threshold", report.threshold());
    }
    out.writeBooleanField("judged", report.judged());
    if (report.verdict() != null) {
      out.writeStringField("verdict", report.verdict().code());
    }
    text("reason", report.reason() == null ? null : report.reason().code());
    names("unfair", report.unfair());
    needs(report.needs());
    if (report.change().baseline() != null) {
      out.writeObjectFieldStart("baseline");
      gap(report.change().baseline());
      out.writeEndObject();
    }
    if (report.change().growth() != null) {
      out.writeObjectFieldStart("growth");
      gap(report.change().growth());
      out.writeEndObject();
    }
    truth("opened", report.change().opened());
    if (report.worst() != null) {
      out.writeObjectFieldStart("worst");
      gap(report.worst().gap());
      pair(report.worst());
      out.writeEndObject();
    }
    gaps("gaps", report.gaps());
    gaps("againstAll", report.againstAll());
    out.writeEndObject();
  }

  private void gaps(String name, List<GroupGap> gaps) throws IOException {
    out.writeArrayFieldStart(name);
    for (GroupGap gap : gaps) {
      out.writeStartObject();
      out.writeStringField("group", gap.group());
      gap(gap.gap());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void gap(Gap gap) throws IOException {
    out.writeNumberField("value", gap.value());
    Interval interval = gap.interval();
    if (interval != null && Double.isFinite(interval.low()) && Double.isFinite(interval.high())) {
      ends("interval", interval.low(), interval.high());
    }
  }

  private void pair(GroupGap gap) throws IOException {
    out.writeArrayFieldStart("pair");
    out.writeString(gap.group());
    out.writeString(gap.other());
    out.writeEndArray();
  }

  private void needs(List<Shortage> needs) throws IOException {
    out.writeArrayFieldStart("needs");
    for (Shortage need : needs) {
      out.writeStartObject();
      out.writeStringField("group", need.group());
      out.writeStringField("denominator", need.denominator());
      if (need.rows() != null) {
        out.writeNumberField("rows", need.rows());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void names(String name, List<String> names) throws IOException {
    out.writeArrayFieldStart(name);
    for (String one : names) {
      out.writeString(one);
    }
    out.writeEndArray();
  }

  private void ends(String name, double low, double high) throws IOException {
    out.writeFieldName(name);
    out.writeArray(new double[] {low, high}, 0, 2);
  }

  private void truth(String name, @Nullable Boolean value) throws IOException {
    if (value == null) {
      out.writeNullField(name);
    } else {
      out.writeBooleanField(name, value);
    }
  }

  private void text(String name, @Nullable Object value) throws IOException {
    ReportDocument.text(out, name, value);
  }
}
