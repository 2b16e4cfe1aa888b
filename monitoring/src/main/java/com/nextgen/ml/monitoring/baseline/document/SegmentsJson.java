package com.nextgen.ml.monitoring.baseline.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.baseline.SegmentBaseline;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.counts.live.SegmentCounters;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The counts of segments: cells and sums alone, in the order of the features; their bins stand with
 * the features.
 */
final class SegmentsJson {
  private SegmentsJson() {}

  static void write(JsonGenerator out, List<SegmentBaseline> segments) throws IOException {
    if (segments.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart("segments");
    for (SegmentBaseline segment : segments) {
      out.writeStartObject();
      out.writeStringField("column", segment.column());
      out.writeArrayFieldStart("values");
      for (Map.Entry<String, Counts> value : segment.values().entrySet()) {
        out.writeStartObject();
        out.writeStringField("value", value.getKey());
        columns(out, "features", value.getValue(), true);
        if (value.getValue().layout().columns().stream().anyMatch(c -> !c.isInput())) {
          columns(out, "outputs", value.getValue(), false);
        }
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void columns(JsonGenerator out, String key, Counts counts, boolean inputs)
      throws IOException {
    out.writeArrayFieldStart(key);
    for (int i = 0; i < counts.columns().size(); i++) {
      if (counts.layout().columns().get(i).isInput() == inputs) {
        column(out, counts.columns().get(i));
      }
    }
    out.writeEndArray();
  }

  private static void column(JsonGenerator out, ColumnCounts column) throws IOException {
    out.writeStartObject();
    out.writeFieldName("cells");
    if (column instanceof NumericCounts numbers) {
      long[] cells = numbers.cells();
      out.writeArray(cells, 0, cells.length);
      out.writeFieldName("sums");
      double[] sums = numbers.sums();
      out.writeArray(sums, 0, sums.length);
      if (numbers.count() > 0) {
        out.writeNumberField("min", numbers.least());
        out.writeNumberField("max", numbers.greatest());
      }
    } else {
      CategoricalCounts names = (CategoricalCounts) column;
      out.writeArray(names.cells(), 0, names.cells().length);
      if (Arrays.stream(names.hashed()).anyMatch(rows -> rows > 0)) {
        out.writeFieldName("hashed");
        out.writeArray(names.hashed(), 0, CategoricalBins.HASHED);
      }
    }
    out.writeEndObject();
  }

  /**
   * Reads them.
   *
   * @param layout inputs, then outputs; a document without the latter's counts has seen none
   */
  static List<SegmentBaseline> read(JsonObject json, Layout layout) {
    List<SegmentBaseline> segments = new ArrayList<>();
    if (!json.has("segments")) {
      return segments;
    }
    List<JsonObject> objects = json.objects("segments");
    if (objects.size() > MonitoringPolicy.MAX_SEGMENTS) {
      throw json.error("segments", "at most " + MonitoringPolicy.MAX_SEGMENTS + " are expected");
    }
    for (JsonObject segment : objects) {
      List<JsonObject> values = segment.objects("values");
      if (values.size() > SegmentCounters.MAX_VALUES + 1) {
        throw segment.error("values", "more than are told apart");
      }
      Map<String, Counts> byValue = new LinkedHashMap<>();
      for (JsonObject value : values) {
        if (byValue.put(value.text("value"), counts(value, layout)) != null) {
          throw value.error("value", "stands twice");
        }
      }
      segments.add(segment.make(() -> new SegmentBaseline(segment.text("column"), byValue)));
    }
    return segments;
  }

  private static Counts counts(JsonObject value, Layout layout) {
    List<Column> inputs = layout.columns().stream().filter(Column::isInput).toList();
    List<Column> outputs = layout.columns().stream().filter(c -> !c.isInput()).toList();
    List<ColumnCounts> columns = counts(value, "features", inputs);
    columns.addAll(
        value.has("outputs")
            ? counts(value, "outputs", outputs)
            : outputs.stream().map(column -> column.bins().empty()).toList());
    return new Counts(layout, columns);
  }

  private static List<ColumnCounts> counts(JsonObject value, String key, List<Column> expected) {
    List<JsonObject> read = value.objects(key);
    if (read.size() != expected.size()) {
      throw value.error(key, expected.size() + " are expected");
    }
    List<ColumnCounts> columns = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      if (expected.get(i).bins() instanceof NumericBins bins) {
        columns.add(numbers(read.get(i), bins));
      } else {
        CategoricalBins bins = (CategoricalBins) expected.get(i).bins();
        JsonObject one = read.get(i);
        CategoricalCounts counts = CategoricalCounts.of(bins, one.counts("cells", bins.size() + 1));
        columns.add(
            one.has("hashed")
                ? counts.withHashed(one.counts("hashed", CategoricalBins.HASHED))
                : counts);
      }
    }
    return columns;
  }

  private static NumericCounts numbers(JsonObject feature, NumericBins bins) {
    NumericCounts none = bins.empty();
    boolean some = feature.has("min") || feature.has("max");
    return NumericCounts.of(
        bins,
        feature.counts("cells", none.cells().length),
        feature.numbers("sums", none.sums().length),
        some ? feature.number("min") : Double.POSITIVE_INFINITY,
        some ? feature.number("max") : Double.NEGATIVE_INFINITY);
  }
}
