package com.nextgen.ml.service.csv;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns CSV rows into blocks in schema order. Columns that are no feature are passed over. Not
 * thread-safe.
 */
public final class SchemaRows {
  private final List<Feature> features;
  private final int[] columns;
  private final FeatureValues values;
  private final int numericWidth;
  private double[] numeric = new double[0];
  private @Nullable String[] categorical = new String[0];
  private int rows;

  /**
   * @param features the schema's
   * @param header the file's columns
   * @throws CsvException if a feature has no column; the message names all that have none
   */
  public SchemaRows(List<Feature> features, List<String> header, CsvFormat format)
      throws CsvException {
    this.features = List.copyOf(features);
    this.values = new FeatureValues(format);
    this.numericWidth = (int) features.stream().filter(Feature::isNumeric).count();
    this.columns = columns(features, header);
  }

  /** The file's column of each feature. */
  static int[] columns(List<Feature> features, List<String> header) throws CsvException {
    int[] columns = features.stream().mapToInt(feature -> header.indexOf(feature.name())).toArray();
    List<String> absent = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] < 0) {
        absent.add(features.get(i).name());
      }
    }
    if (!absent.isEmpty()) {
      throw new CsvException(ColumnNames.absent(absent, header));
    }
    return columns;
  }

  /** Rows added since the last {@link #take}. */
  public int rows() {
    return rows;
  }

  /**
   * Adds one row.
   *
   * @throws CsvException if a value does not fit its feature; the message names line and column
   */
  public void add(CsvRow row) throws CsvException {
    int numericAt = rows * numericWidth;
    int categoricalAt = rows * (features.size() - numericWidth);
    grow(numericAt + numericWidth, categoricalAt + features.size() - numericWidth);
    for (int i = 0; i < columns.length; i++) {
      Feature feature = features.get(i);
      String text = row.values().get(columns[i]);
      if (feature.isNumeric()) {
        numeric[numericAt++] = values.number(feature, text, row.line());
      } else {
        categorical[categoricalAt++] = values.category(feature, text, row.line());
      }
    }
    rows++;
  }

  /** Returns the rows added since the last call, as one block. */
  public RowBlock take() {
    RowBlock block =
        new RowBlock(
            rows,
            Arrays.copyOf(numeric, rows * numericWidth),
            Arrays.copyOf(categorical, rows * (features.size() - numericWidth)));
    rows = 0;
    return block;
  }

  private void grow(int numbers, int categories) {
    if (numbers > numeric.length) {
      numeric = Arrays.copyOf(numeric, Math.max(numbers, 2 * numeric.length));
    }
    if (categories > categorical.length) {
      categorical = Arrays.copyOf(categorical, Math.max(categories, 2 * categorical.length));
    }
  }
}
