package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Spelling;
import com.nextgen.ml.service.serving.Columns;
import com.nextgen.ml.service.serving.RowBuffer;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of one tensor into rows, whichever way they came. A number for a category is what
 * the model's own tensor would hold: a code, where the feature has codes.
 *
 * @param columns of the model
 * @param count how many rows the tensor has
 * @param from the first of the columns that it fills
 * @param width how many it fills
 */
record TensorValues(
    TensorHeader header, RowBuffer rows, Columns columns, int count, int from, int width) {

  /** Returns the column of a value in a row of the tensor. */
  Columns.Column column(int i) {
    return columns.at(from + i);
  }

  void missing(int row, Columns.Column column) {
    rows.missing(row, column);
  }

  void real(int row, Columns.Column column, double value) {
    Feature feature = column.feature();
    if (feature.isNumeric()) {
      rows.number(row, column.slot(), value);
    } else {
      rows.text(row, column.slot(), category(feature, row, value));
    }
  }

  /** Sets an integer, which keeps all its digits where the model takes integers. */
  void integer(int row, Columns.Column column, long value) {
    Feature feature = column.feature();
    if (feature.isNumeric()) {
      rows.integer(row, column, value);
    } else if (feature.type() == FeatureType.BOOLEAN || !feature.codes().isEmpty()) {
      rows.text(row, column.slot(), category(feature, row, (double) value));
    } else {
      rows.text(row, column.slot(), Long.toString(value));
    }
  }

  /** Sets an integer that is too large for a {@code long}. */
  void integer(int row, Columns.Column column, BigInteger value) {
    Feature feature = column.feature();
    if (column.integers()) {
      throw HttpProblem.invalid(
              header.what(feature, row) + " is beyond the 64 bits of the model's integers")
          .ofFeature(feature.name());
    }
    if (feature.isNumeric()
        || feature.type() == FeatureType.BOOLEAN
        || !feature.codes().isEmpty()) {
      real(row, column, value.doubleValue());
    } else {
      rows.text(row, column.slot(), value.toString());
    }
  }

  void text(int row, Columns.Column column, String value) {
    Feature feature = column.feature();
    if (feature.type() != FeatureType.BOOLEAN) {
      rows.text(row, column.slot(), value);
    } else if (columns.missing().isNumber(value)) {
      missing(row, column);
    } else {
      rows.text(row, column.slot(), Spelling.ofBoolean(value, header.what(feature, row)));
    }
  }

  void bool(int row, Columns.Column column, boolean value) {
    rows.text(row, column.slot(), value ? "true" : "false");
  }

  private @Nullable String category(Feature feature, int row, double value) {
    if (feature.type() == FeatureType.BOOLEAN) {
      return Spelling.ofBoolean(value, header.what(feature, row));
    }
    if (feature.codes().isEmpty()) {
      return Spelling.of(value);
    }
    if (Double.isNaN(value)) {
      return null;
    }
    if (value != Math.rint(value) || value < 0 || value >= feature.codes().size()) {
      throw HttpProblem.invalid(
          header.what(feature, row)
              + ": "
              + Spelling.of(value)
              + " is not one of the codes 0 to "
              + (feature.codes().size() - 1));
    }
    return feature.codes().get((int) value);
  }
}
