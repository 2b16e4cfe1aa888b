package com.nextgen.ml.monitoring.baseline.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.baseline.FeatureImportance;
import com.nextgen.ml.monitoring.baseline.GroupFigures;
import com.nextgen.ml.monitoring.baseline.OutputFigures;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.NumericBins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a baseline says of the model's output: columns, performance, groups, importance. */
record OutputJson(List<ColumnJson> columns, OutputFigures figures) {

  void write(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("outputs");
    out.writeNumberField("rows", figures.rows());
    for (ColumnJson column : columns) {
      boolean isScore = column.column().source() == Column.Source.SCORE;
      out.writeFieldName(isScore ? "score" : "classes");
      column.write(out);
    }
    PerformanceFigures performance = figures.performance();
    if (performance != null) {
      out.writeFieldName("performance");
      PerformanceJson.write(out, performance);
    }
    out.writeArrayFieldStart("groups");
    for (GroupFigures group : figures.groups()) {
      write(out, group);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("importance");
    for (FeatureImportance feature : figures.importance()) {
      out.writeStartObject();
      out.writeStringField("feature", feature.feature());
      out.writeNumberField("importance", feature.importance());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, GroupFigures attribute) throws IOException {
    out.writeStartObject();
    out.writeStringField("attribute", attribute.attribute());
    optional(out, "reference", attribute.reference());
    optional(out, "favourable", attribute.favourable());
    out.writeArrayFieldStart("groups");
    for (GroupFigures.Group group : attribute.groups()) {
      out.writeStartObject();
      out.writeStringField("group", group.group());
      out.writeNumberField("rows", group.rows());
      out.writeNumberField("labelled", group.labelled());
      out.writeNumberField("selected", group.selected());
      out.writeNumberField("truePositives", group.truePositives());
      out.writeNumberField("falsePositives", group.falsePositives());
      out.writeNumberField("trueNegatives", group.trueNegatives());
      out.writeNumberField("falseNegatives", group.falseNegatives());
      JsonNumbers.figures(out, "metrics", group.metrics());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void optional(JsonGenerator out, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }

  static OutputJson read(JsonObject json) {
    long rows = json.count("rows");
    List<ColumnJson> columns = new ArrayList<>();
    int bins = 0;
    for (String part : List.of("score", "classes")) {
      JsonObject column = json.objectOrNull(part);
      if (column != null) {
        ColumnJson read = ColumnJson.read(column, false, new int[2]);
        boolean isScore = read.column().source() == Column.Source.SCORE;
        String name = isScore ? Column.SCORE : Column.PREDICTED_CLASS;
        if (isScore != part.equals("score") || !read.column().name().equals(name)) {
          throw column.error("name", "this is not the column of the " + part);
        }
        if (read.counts().rows() != rows) {
          throw column.error("count", "with what has none it is not the number of rows");
        }
        bins = read.column().bins() instanceof NumericBins numeric ? numeric.size() : bins;
        columns.add(read);
      }
    }
    JsonObject performance = json.objectOrNull("performance");
    OutputFigures figures =
        new OutputFigures(
            rows,
            performance == null ? null : PerformanceJson.read(performance, bins),
            json.objects("groups").stream().map(OutputJson::attribute).toList(),
            json.objects("importance").stream().map(OutputJson::importance).toList());
    return new OutputJson(columns, figures);
  }

  private static GroupFigures attribute(JsonObject json) {
    return new GroupFigures(
        json.text("attribute"),
        json.textOrNull("reference"),
        json.textOrNull("favourable"),
        json.objects("groups").stream().map(OutputJson::group).toList());
  }

  private static GroupFigures.Group group(JsonObject json) {
    return json.make(
        () ->
            new GroupFigures.Group(
                json.text("group"),
                json.count("rows"),
                json.count("labelled"),
                json.count("selected"),
                json.count("truePositives"),
                json.count("falsePositives"),
                json.count("trueNegatives"),
                json.count("falseNegatives"),
                json.figures("metrics")));
  }

  private static FeatureImportance importance(JsonObject json) {
    return json.make(() -> new FeatureImportance(json.text("feature"), json.number("importance")));
  }
}
