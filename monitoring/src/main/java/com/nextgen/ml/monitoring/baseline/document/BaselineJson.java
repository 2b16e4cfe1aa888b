package com.nextgen.ml.monitoring.baseline.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.Dependence;
import com.nextgen.ml.monitoring.baseline.ProductBlocks;
import com.nextgen.ml.monitoring.baseline.SegmentBaseline;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.FaultCounts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.text.Names;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The document {@code baseline.json}, format 1; {@code docs/baseline.schema.json} describes it.
 * Written to be read by people: an array of numbers stands on one line. Read strictly: what is
 * absent, of another type or length, or contradicts itself is an error that names its path; keys
 * that are not known are passed over.
 */
public final class BaselineJson {
  /** A document with more bytes is refused. */
  public static final int MAX_BYTES = 256 << 20;

  private static final int FORMAT = 1;
  private static final Pattern SHA256 = Pattern.compile("(?:[0-9a-f]{2}){0,32}");
  private static final JsonFactory FACTORY = new JsonFactory();

  private BaselineJson() {}

  /** Returns the document in UTF-8. */
  public static byte[] toBytes(Baseline baseline) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.setPrettyPrinter(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
              .withObjectIndenter(new DefaultIndenter("  ", "\n")));
      write(baseline, out);
      out.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(Baseline baseline, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("format", FORMAT);
    out.writeStringField("model", baseline.model());
    out.writeStringField("sha256", baseline.sha256());
    out.writeNumberField("rows", baseline.rows());
    out.writeStringField("capturedAt", baseline.capturedAt().toString());
    out.writeBooleanField("inSample", baseline.inSample());
    out.writeArrayFieldStart("features");
    List<ColumnJson> outputs = new ArrayList<>();
    List<Column> columns = baseline.layout().columns();
    for (int i = 0; i < columns.size(); i++) {
      ColumnJson column =
          new ColumnJson(
              columns.get(i), baseline.counts().columns().get(i), baseline.summaries().get(i));
      if (column.column().isInput()) {
        column.write(out);
      } else {
        outputs.add(column);
      }
    }
    out.writeEndArray();
    new OutputJson(outputs, baseline.outputs()).write(out);
    if (baseline.background().rows() > 0) {
      BackgroundJson.write(out, baseline.background());
    }
    if (!baseline.products().isEmpty()) {
      ProductBlocksJson.write(out, baseline.products());
    }
    BatchesJson.write(out, baseline.counts().faults());
    DependenceJson.write(out, baseline.dependence());
    SegmentsJson.write(out, baseline.segments());
    out.writeEndObject();
  }

  /**
   * Reads a document. Whether it is of a certain model, {@link Baseline#checkFits} says.
   *
   * @param document in UTF-8, at most {@link #MAX_BYTES}
   * @throws IllegalArgumentException if it is not a baseline; the message names the path
   */
  public static Baseline read(byte[] document) {
    if (document.length > MAX_BYTES) {
      throw new IllegalArgumentException("a baseline of more than " + MAX_BYTES + " bytes");
    }
    JsonObject json = JsonTree.read(document);
    if (json.count("format") != FORMAT) {
      throw json.error("format", "only format " + FORMAT + " is known");
    }
    long rows = json.count("rows");
    List<ColumnJson> columns = features(json, rows);
    List<Column> inputs =
        columns.stream().filter(BaselineJson::isNumeric).map(ColumnJson::column).toList();
    int numeric = inputs.size();
    RowBlock background =
        BackgroundJson.read(json.objectOrNull("background"), numeric, columns.size() - numeric);
    ProductBlocks products = ProductBlocksJson.read(json.objectOrNull("multivariate"), inputs);
    Dependence dependence = DependenceJson.read(json.objectOrNull("dependence"), columns.size());
    FaultCounts batches = BatchesJson.read(json.objectOrNull("batches"), columns.size());
    OutputJson outputs = OutputJson.read(json.object("outputs"));
    columns.addAll(outputs.columns());
    List<SegmentBaseline> segments =
        SegmentsJson.read(json, new Layout(columns.stream().map(ColumnJson::column).toList()));
    List<ColumnCounts> counts = columns.stream().map(ColumnJson::counts).toList();
    return json.make(
        () ->
            new Baseline(
                Names.check("model", json.text("model")),
                sha256(json),
                rows,
                instant(json),
                json.bool("inSample"),
                products
                    .counts(new Layout(columns.stream().map(ColumnJson::column).toList()), counts)
                    .with(batches),
                columns.stream().map(ColumnJson::summary).toList(),
                outputs.figures(),
                background,
                products,
                dependence,
                segments));
  }

  private static List<ColumnJson> features(JsonObject json, long rows) {
    List<JsonObject> features = json.objects("features");
    if (features.isEmpty() || features.size() > ModelSchema.MAX_FEATURES) {
      throw json.error("features", "1 to " + ModelSchema.MAX_FEATURES + " are expected");
    }
    List<ColumnJson> columns = new ArrayList<>();
    int[] inputs = new int[2];
    for (JsonObject feature : features) {
      ColumnJson column = ColumnJson.read(feature, true, inputs);
      if (column.counts().rows() != rows) {
        throw feature.error("count", "with what has none it is not the number of rows");
      }
      columns.add(column);
    }
    return columns;
  }

  private static boolean isNumeric(ColumnJson column) {
    return column.column().source() == Column.Source.NUMERIC_INPUT;
  }

  private static String sha256(JsonObject json) {
    String text = json.text("sha256");
    if (!SHA256.matcher(text).matches()) {
      throw json.error("sha256", "lower-case hexadecimal digits are expected");
    }
    return text;
  }

  private static Instant instant(JsonObject json) {
    try {
      return Instant.parse(json.text("capturedAt"));
    } catch (DateTimeException e) {
      throw json.error("capturedAt", "a time such as 2026-11-23T10:00:00Z is expected");
    }
  }
}
