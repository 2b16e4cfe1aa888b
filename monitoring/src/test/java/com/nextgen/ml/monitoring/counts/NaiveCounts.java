package com.nextgen.ml.monitoring.counts;

import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plainest way to count, value by value, written apart from the counters it checks. */
public final class NaiveCounts {
  private final Layout layout;
  private final List<long[]> cells = new ArrayList<>();
  private final List<long[]> hashed = new ArrayList<>();
  private final List<double[]> sums = new ArrayList<>();
  private final List<double[]> ranges = new ArrayList<>();
  private final double[] productSums;
  private long productRows;

  public NaiveCounts(Layout layout) {
    this.layout = layout;
    for (Column column : layout.columns()) {
      if (column.bins() instanceof NumericBins bins) {
        cells.add(new long[bins.size() + 6]);
      } else {
        cells.add(new long[((CategoricalBins) column.bins()).named().size() + 3]);
      }
      hashed.add(new long[CategoricalBins.HASHED]);
      sums.add(new double[4]);
      ranges.add(new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY});
    }
    productSums = new double[ProductCounts.size(layout.productWidth())];
  }

  public void add(RowBlock rows, PredictionBlock predictions) {
    for (int i = 0; i < layout.columns().size(); i++) {
      Column column = layout.columns().get(i);
      for (int row = 0; row < rows.rows(); row++) {
        int input = row * rows.numericWidth() + column.index();
        int text = row * rows.categoricalWidth() + column.index();
        switch (column.source()) {
          case NUMERIC_INPUT -> number(i, rows.numeric()[input]);
          case SCORE -> number(i, predictions.score()[row]);
          case CATEGORICAL_INPUT -> category(i, rows.categorical()[text]);
          case PREDICTED_CLASS ->
              predictedClass(
                  i, predictions.classIndex().length == 0 ? -1 : predictions.classIndex()[row]);
        }
      }
    }
    if (layout.products()) {
      products(rows);
    }
  }

  private void products(RowBlock rows) {
    List<Column> inputs = layout.numericInputs();
    productRows += rows.rows();
    for (int row = 0; row < rows.rows(); row++) {
      double[] z = new double[inputs.size()];
      for (int i = 0; i < z.length; i++) {
        NumericBins bins = (NumericBins) inputs.get(i).bins();
        double raw = rows.numeric()[row * rows.numericWidth() + inputs.get(i).index()];
        double value = bins.precision() == Precision.FLOAT32 ? (float) raw : raw;
        if (Double.isFinite(value)) {
          int cell = value < bins.minimum() ? 0 : 1;
          while (cell > 0 && cell <= bins.size() && value > bins.edge(cell - 1)) {
            cell++;
          }
          z[i] = layout.scores().of(i)[cell];
        }
      }
      int at = z.length;
      for (int i = 0; i < z.length; i++) {
        productSums[i] += z[i];
        for (int j = 0; j <= i; j++) {
          productSums[at++] += z[i] * z[j];
        }
      }
    }
  }

  private void number(int column, double raw) {
    NumericBins bins = (NumericBins) layout.columns().get(column).bins();
    long[] cell = cells.get(column);
    int b = bins.size();
    if (Double.isNaN(raw)) {
      boolean missing =
          Double.doubleToRawLongBits(raw) == Double.doubleToRawLongBits(Missing.NUMBER);
      cell[missing ? b + 2 : b + 3]++;
      return;
    }
    double value = bins.precision() == Precision.FLOAT32 ? (float) raw : raw;
    if (Double.isInfinite(value)) {
      cell[b + 4]++;
      return;
    }
    double[] sum = sums.get(column);
    double z = (value - bins.center()) / bins.scale();
    if (z > 1000) {
      z = 1000;
      cell[b + 5]++;
    }
    if (z < -1000) {
      z = -1000;
      cell[b + 5]++;
    }
    sum[0] += z;
    sum[1] += z * z;
    if (value < bins.minimum()) {
      cell[0]++;
      sum[2] += Math.min(1000, (bins.minimum() - value) / bins.scale());
    } else if (value > bins.maximum()) {
      cell[b + 1]++;
      sum[3] += Math.min(1000, (value - bins.maximum()) / bins.scale());
    } else {
      int bin = 0;
      while (value > bins.edge(bin)) {
        bin++;
      }
      cell[bin + 1]++;
    }
    double[] range = ranges.get(column);
    if (value < range[0]) {
      range[0] = value;
    }
    if (value > range[1]) {
      range[1] = value;
    }
  }

  private void category(int column, @Nullable String value) {
    CategoricalBins bins = (CategoricalBins) layout.columns().get(column).bins();
    int named = bins.named().size();
    int cell;
    if (value == null) {
      cell = named + 2;
    } else if (bins.named().contains(value)) {
      cell = bins.named().indexOf(value);
    } else if (bins.rest().contains(value)) {
      cell = named;
    } else {
      cell = named + 1;
    }
    cells.get(column)[cell]++;
    if (value != null && cell >= named) {
      hashed.get(column)[CategoricalBins.hashedCell(value)]++;
    }
  }

  private void predictedClass(int column, int index) {
    int named = ((CategoricalBins) layout.columns().get(column).bins()).named().size();
    cells.get(column)[index < 0 ? named + 2 : index >= named ? named : index]++;
  }

  public Counts counts() {
    List<ColumnCounts> columns = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      ColumnBins bins = layout.columns().get(i).bins();
      columns.add(
          bins instanceof NumericBins numeric
              ? NumericCounts.of(
                  numeric, cells.get(i), sums.get(i), ranges.get(i)[0], ranges.get(i)[1])
              : CategoricalCounts.of((CategoricalBins) bins, cells.get(i))
                  .withHashed(hashed.get(i)));
    }
    return new Counts(
        layout, columns, new ProductCounts(layout.productWidth(), productRows, productSums));
  }
}
