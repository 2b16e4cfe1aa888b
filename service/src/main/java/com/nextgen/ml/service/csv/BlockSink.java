package com.nextgen.ml.service.csv;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes blocks in schema order. Columns that are no feature are passed over. */
final class BlockSink implements FieldSink<RowBlock> {
  private static final int FEW = 16;

  private final FeatureValues values;
  private final boolean plainNumbers;
  private final StringCache recent = new StringCache();

  /** By column of the file; null where it is no feature. */
  private final @Nullable Feature[] features;

  /** Where a column's value stands among a row's numbers, or among its categories. */
  private final int[] places;

  private final int numericWidth;
  private final int categoricalWidth;
  private double[] numeric = new double[0];
  private @Nullable String[] categorical = new String[0];
  private int rows;

  /**
   * @param features the schema's
   * @param header the file's columns
   * @throws CsvException if a feature has no column; the message names all that have none
   */
  BlockSink(List<Feature> features, List<String> header, CsvFormat format) throws CsvException {
    this.values = new FeatureValues(format);
    this.plainNumbers = format.hasPlainNumbers();
    this.features = new Feature[header.size()];
    this.places = new int[header.size()];
    int numbers = 0;
    int categories = 0;
    int[] columns = SchemaRows.columns(features, header);
    for (int i = 0; i < columns.length; i++) {
      this.features[columns[i]] = features.get(i);
      this.places[columns[i]] = features.get(i).isNumeric() ? numbers++ : categories++;
    }
    this.numericWidth = numbers;
    this.categoricalWidth = categories;
    grow();
  }

  @Override
  public void field(int column, char[] text, int offset, int length, long line)
      throws CsvException {
    Feature feature = features[column];
    if (feature == null) {
      return;
    }
    if (feature.isNumeric()) {
      double number = plainNumbers ? PlainDecimal.parse(text, offset, length) : Double.NaN;
      numeric[rows * numericWidth + places[column]] =
          Double.isNaN(number)
              ? values.number(feature, new String(text, offset, length), line)
              : number;
    } else {
      categorical[rows * categoricalWidth + places[column]] =
          values.category(feature, recent.of(text, offset, length), line);
    }
  }

  @Override
  public void end() {
    rows++;
    grow();
  }

  @Override
  public RowBlock take() {
    RowBlock block =
        new RowBlock(
            rows,
            Arrays.copyOf(numeric, rows * numericWidth),
            Arrays.copyOf(categorical, rows * categoricalWidth));
    rows = 0;
    return block;
  }

  /** Room for one more row. */
  private void grow() {
    if (numeric.length < (rows + 1) * numericWidth
        || categorical.length < (rows + 1) * categoricalWidth) {
      int room = Math.max(FEW, 2 * rows);
      numeric = Arrays.copyOf(numeric, room * numericWidth);
      categorical = Arrays.copyOf(categorical, room * categoricalWidth);
    }
  }
}
