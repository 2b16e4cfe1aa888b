package com.nextgen.ml.monitoring.baseline.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.baseline.NumericSummary;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.schema.Precision;
import java.io.IOException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A numeric column of a baseline. */
final class NumericColumnJson {
  private NumericColumnJson() {}

  static void write(JsonGenerator out, NumericCounts counts, NumericSummary summary)
      throws IOException {
    NumericBins bins = counts.bins();
    JsonNumbers numbers = new JsonNumbers(out, bins.precision());
    out.writeStringField("type", ColumnJson.NUMERIC);
    out.writeStringField("precision", bins.precision().code());
    out.writeNumberField("count", counts.count());
    out.writeNumberField("missing", counts.missing());
    out.writeNumberField("nan", counts.nan());
    out.writeNumberField("infinite", counts.infinite());
    out.writeNumberField("below", counts.below());
    out.writeNumberField("above", counts.above());
    out.writeNumberField("clamped", counts.clamped());
    if (counts.count() > 0) {
      out.writeNumberField("mean", counts.mean());
      out.writeNumberField("standardDeviation", summary.standardDeviation());
      numbers.field("min", counts.least());
      numbers.field("max", counts.greatest());
    }
    numbers.quantiles("quantiles", summary.quantiles());
    numbers.field("lowerBound", bins.minimum());
    numbers.array("edges", bins.edges());
    long[] cells = counts.cells();
    JsonNumbers.array(out, "counts", Arrays.copyOfRange(cells, 1, bins.size() + 1));
    numbers.array(
        "publishedEdges", IntStream.of(bins.published()).mapToDouble(bins::edge).toArray());
    out.writeNumberField("center", bins.center());
    out.writeNumberField("scale", bins.scale());
    out.writeObjectFieldStart("sums");
    out.writeNumberField("z", counts.sumZ());
    out.writeNumberField("zSquared", counts.sumZSquared());
    out.writeNumberField("below", counts.sumBelow());
    out.writeNumberField("above", counts.sumAbove());
    out.writeEndObject();
  }

  static ColumnJson read(JsonObject json, boolean input, int index) {
    Precision precision = json.make(() -> Precision.parse(json.text("precision")));
    double[] edges = rounded(json, "edges", precision);
    if (edges.length == 0 || edges.length > NumericBins.MAX_BINS) {
      throw json.error("edges", "1 to " + NumericBins.MAX_BINS + " are expected");
    }
    for (int i = 1; i < edges.length; i++) {
      if (!(edges[i] > edges[i - 1])) {
        throw json.error("edges[" + i + "]", "edges must increase");
      }
    }
    NumericBins bins =
        json.make(
            () ->
                new NumericBins(
                    precision,
                    precision.round(json.number("lowerBound")),
                    edges,
                    published(json, edges, precision),
                    json.number("center"),
                    json.number("scale")));
    NumericCounts counts = json.make(() -> numericCounts(json, bins));
    boolean any = counts.count() > 0;
    if (any) {
      json.number("mean"); // for people; it follows from center, scale and sums
    }
    double deviation = any ? json.number("standardDeviation") : 0;
    NumericSummary summary =
        json.make(() -> new NumericSummary(deviation, quantiles(json, precision)));
    Column.Source source = input ? Column.Source.NUMERIC_INPUT : Column.Source.SCORE;
    return new ColumnJson(
        json.make(() -> new Column(json.text("name"), source, index, bins)), counts, summary);
  }

  private static NumericCounts numericCounts(JsonObject json, NumericBins bins) {
    int size = bins.size();
    long[] cells = new long[size + 6];
    cells[0] = json.count("below");
    System.arraycopy(json.counts("counts", size), 0, cells, 1, size);
    cells[size + 1] = json.count("above");
    cells[size + 2] = json.count("missing");
    cells[size + 3] = json.count("nan");
    cells[size + 4] = json.count("infinite");
    cells[size + 5] = json.count("clamped");
    JsonObject sums = json.object("sums");
    double[] z = {
      sums.number("z"), sums.number("zSquared"), sums.number("below"), sums.number("above")
    };
    boolean any = json.count("count") > 0;
    Precision precision = bins.precision();
    NumericCounts counts =
        NumericCounts.of(
            bins,
            cells,
            z,
            any ? precision.round(json.number("min")) : Double.POSITIVE_INFINITY,
            any ? precision.round(json.number("max")) : Double.NEGATIVE_INFINITY);
    ColumnJson.checkCount(json, counts);
    return counts;
  }

  private static double[] rounded(JsonObject json, String key, Precision precision) {
    return Arrays.stream(json.numbers(key)).map(precision::round).toArray();
  }

  private static int[] published(JsonObject json, double[] edges, Precision precision) {
    double[] published = rounded(json, "publishedEdges", precision);
    int[] indexes = new int[published.length];
    for (int i = 0; i < published.length; i++) {
      indexes[i] = Arrays.binarySearch(edges, published[i]);
      if (indexes[i] < 0) {
        throw json.error("publishedEdges[" + i + "]", "is none of the edges");
      }
    }
    return indexes;
  }

  private static SortedMap<Double, Double> quantiles(JsonObject json, Precision precision) {
    TreeMap<Double, Double> rounded = new TreeMap<>();
    json.quantiles("quantiles").forEach((p, value) -> rounded.put(p, precision.round(value)));
    return rounded;
  }
}
