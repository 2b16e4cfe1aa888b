package com.nextgen.ml.service.inference.graph;

import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.List;

/** What a model inside a graph sees of rows: columns of numbers, each made of one feature. */
public final class FeatureColumns {
  private final List<Column> columns;

  FeatureColumns(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Returns how many there are. */
  public int count() {
    return columns.size();
  }

  /** Returns the feature of each column, by its place in the schema. */
  public List<Integer> features() {
    return columns.stream().map(Column::feature).toList();
  }

  /** Returns the columns of rows, in the shape of the schema. */
  public double[][] of(RowBlock rows) {
    double[][] values = new double[rows.rows()][columns.size()];
    for (int row = 0; row < values.length; row++) {
      for (int i = 0; i < values[row].length; i++) {
        values[row][i] = columns.get(i).number(rows, row);
      }
    }
    return values;
  }
}
