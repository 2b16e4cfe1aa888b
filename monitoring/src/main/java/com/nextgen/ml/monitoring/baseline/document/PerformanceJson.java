package com.nextgen.ml.monitoring.baseline.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures.ConfusionCell;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures.ErrorBins;
import com.nextgen.ml.monitoring.baseline.PerformanceFigures.LabelBins;
import com.nextgen.ml.monitoring.schema.Precision;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Performance of a baseline. */
final class PerformanceJson {
  private static final SortedMap<String, Double> NOTHING = new TreeMap<>();

  private PerformanceJson() {}

  static void write(JsonGenerator out, PerformanceFigures figures) throws IOException {
    out.writeStartObject();
    out.writeNumberField("labelled", figures.labelled());
    JsonNumbers.figures(out, "metrics", figures.metrics());
    if (!figures.standardErrors().isEmpty()) {
      JsonNumbers.figures(out, "standardErrors", figures.standardErrors());
    }
    JsonNumbers.figures(out, "sums", figures.sums());
    out.writeArrayFieldStart("confusion");
    for (ConfusionCell cell : figures.confusion()) {
      out.writeStartObject();
      out.writeStringField("actual", cell.actual());
      out.writeStringField("predicted", cell.predicted());
      out.writeNumberField("count", cell.count());
      out.writeEndObject();
    }
    out.writeEndArray();
    LabelBins labels = figures.labelBins();
    if (labels != null) {
      out.writeObjectFieldStart("labelBins");
      counts(out, "negatives", labels.negatives());
      counts(out, "positives", labels.positives());
      sums(out, "scoreSums", labels.scoreSums());
      sums(out, "squaredErrorSums", labels.squaredErrorSums());
      out.writeEndObject();
    }
    ErrorBins errors = figures.errorBins();
    if (errors != null) {
      out.writeObjectFieldStart("errorBins");
      counts(out, "counts", errors.counts());
      sums(out, "errorSums", errors.errorSums());
      sums(out, "absoluteErrorSums", errors.absoluteErrorSums());
      sums(out, "squaredErrorSums", errors.squaredErrorSums());
      new JsonNumbers(out, Precision.FLOAT64)
          .quantiles("absoluteErrorQuantiles", errors.absoluteErrorQuantiles());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void counts(JsonGenerator out, String name, List<Long> values) throws IOException {
    JsonNumbers.array(out, name, values.stream().mapToLong(Long::longValue).toArray());
  }

  private static void sums(JsonGenerator out, String name, List<Double> values) throws IOException {
    out.writeFieldName(name);
    out.writeArray(values.stream().mapToDouble(Double::doubleValue).toArray(), 0, values.size());
  }

  /**
   * Reads performance.
   *
   * @param bins how many bins the score has; 0 if there is none
   */
  static PerformanceFigures read(JsonObject json, int bins) {
    return json.make(
        () ->
            new PerformanceFigures(
                json.count("labelled"),
                json.figures("metrics"),
                json.has("standardErrors") ? json.figures("standardErrors") : NOTHING,
                json.figures("sums"),
                json.objects("confusion").stream().map(PerformanceJson::cell).toList(),
                labels(json.objectOrNull("labelBins"), bins),
                errors(json.objectOrNull("errorBins"), bins)));
  }

  private static ConfusionCell cell(JsonObject json) {
    return json.make(
        () -> new ConfusionCell(json.text("actual"), json.text("predicted"), json.count("count")));
  }

  private static @Nullable LabelBins labels(@Nullable JsonObject json, int bins) {
    return json == null
        ? null
        : new LabelBins(
            counts(json, "negatives", bins),
            counts(json, "positives", bins),
            sums(json, "scoreSums", bins),
            sums(json, "squaredErrorSums", bins));
  }

  private static @Nullable ErrorBins errors(@Nullable JsonObject json, int bins) {
    return json == null
        ? null
        : new ErrorBins(
            counts(json, "counts", bins),
            sums(json, "errorSums", bins),
            sums(json, "absoluteErrorSums", bins),
            sums(json, "squaredErrorSums", bins),
            json.quantiles("absoluteErrorQuantiles"));
  }

  private static List<Long> counts(JsonObject json, String key, int bins) {
    return LongStream.of(json.counts(key, bins)).boxed().toList();
  }

  private static List<Double> sums(JsonObject json, String key, int bins) {
    return DoubleStream.of(json.numbers(key, bins)).boxed().toList();
  }
}
