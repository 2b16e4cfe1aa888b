package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.baseline.capture.LabelBlock;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import com.nextgen.ml.service.csv.SchemaRows;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file read in blocks: the features in schema order, the target if the file has its column,
 * and the group attributes that are no feature, as far as the file has them.
 */
public final class RowFile implements Closeable {
  private static final int BLOCK = 1_024;

  private final CsvFile csv;
  private final SchemaRows features;
  private final LabelColumn labels;
  private final Map<String, Integer> attributes = new LinkedHashMap<>();
  private final CsvFormat format;
  private final RowKeys.Reader keys;
  private final @Nullable PredictionReader predictions;

  private RowFile(
      CsvFile csv, ModelSchema schema, CsvFormat format, RowKeys keyed, PredictionColumns predicted)
      throws CsvException {
    this.keys = keyed.reader(csv.columns(), format);
    this.csv = csv;
    this.format = format;
    this.features = new SchemaRows(schema.features(), csv.columns(), format);
    this.labels = LabelColumn.of(schema, csv.columns(), format);
    this.predictions =
        predicted.isNone() ? null : new PredictionReader(schema, csv.columns(), predicted, format);
    Set<String> inputs = schema.features().stream().map(Feature::name).collect(Collectors.toSet());
    for (String attribute : attributes(schema)) {
      int column = csv.columns().indexOf(attribute);
      if (column >= 0 && !inputs.contains(attribute)) {
        attributes.put(attribute, column);
      }
    }
  }

  public static RowFile open(Path path, ModelSchema schema, CsvFormat format, RowKeys keyed)
      throws CsvException {
    return open(path, schema, format, keyed, PredictionColumns.NONE);
  }

  /** Opens a file that says what the model said of its rows. */
  public static RowFile open(
      Path path, ModelSchema schema, CsvFormat format, RowKeys keyed, PredictionColumns predicted)
      throws CsvException {
    CsvFile csv = CsvFile.open(path, format);
    try {
      return new RowFile(csv, schema, format.of(schema.missing()), keyed, predicted);
    } catch (CsvException e) {
      csv.close();
      throw e;
    }
  }

  private static Set<String> attributes(ModelSchema schema) {
    Set<String> names = new TreeSet<>();
    schema.groups().stream().map(GroupAttribute::attribute).forEach(names::add);
    schema.crossed().forEach(names::addAll);
    return names;
  }

  /**
   * Rows and what is known to be true of them.
   *
   * @param keys of each row; empty if none are asked for
   * @param predictions null if no column of them is asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  public record Block(
      RowBlock rows, LabelBlock labels, long[] keys, @Nullable PredictionValues predictions) {}

  /** Returns the next rows, at most 1,024; null at the end. */
  public @Nullable Block next() throws CsvException {
    List<CsvRow> read = new ArrayList<>(BLOCK);
    for (CsvRow row = csv.next(); row != null; row = csv.next()) {
      features.add(row);
      read.add(row);
      if (read.size() == BLOCK) {
        break;
      }
    }
    if (read.isEmpty()) {
      return null;
    }
    LabelBlock known = labels.read(read);
    for (Map.Entry<String, Integer> attribute : attributes.entrySet()) {
      known = known.with(attribute.getKey(), values(read, attribute.getValue()));
    }
    PredictionValues said = predictions == null ? null : predictions.read(read);
    return new Block(features.take(), known, keys.read(read), said);
  }

  private @Nullable String[] values(List<CsvRow> rows, int column) {
    @Nullable String[] values = new String[rows.size()];
    for (int i = 0; i < values.length; i++) {
      String text = rows.get(i).values().get(column);
      values[i] = format.isMissingText(text) ? null : CsvFormat.category(text);
    }
    return values;
  }

  /** Returns the share of the file that was read. */
  public double fraction() {
    return csv.size() == 0 ? 1 : (double) csv.bytesRead() / csv.size();
  }

  @Override
  public void close() {
    csv.close();
  }
}
