package com.nextgen.ml.service.http.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.http.Spelling;
import com.nextgen.ml.service.serving.Columns;
import java.io.IOException;
import java.util.Arrays;

/** Reads the {@code data} of one tensor: all values in one array, or an array for each row. */
record JsonTensor(JsonParser parser, TensorValues values) {

  /**
   * Reads the data that the parser is on the first token of.
   *
   * @throws HttpProblem 400 naming input, feature and row
   */
  void read() throws IOException {
    TensorHeader header = values.header();
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Json.unexpected(parser, "data of " + header, "an array");
    }
    JsonToken token = parser.nextToken();
    boolean nested = token == JsonToken.START_ARRAY && header.shape().length == 2;
    for (int row = 0; row < values.count(); row++) {
      if (nested) {
        if (token == JsonToken.END_ARRAY) {
          throw tooShort(row, 0);
        }
        if (token != JsonToken.START_ARRAY) {
          throw Json.unexpected(parser, "row " + row + " of " + header, "an array");
        }
        token = parser.nextToken();
      }
      for (int i = 0; i < values.width(); i++) {
        if (token == JsonToken.END_ARRAY) {
          throw tooShort(row, i);
        }
        Columns.Column column = values.column(i);
        try {
          value(token, row, column);
        } catch (HttpProblem problem) {
          throw problem.ofFeature(column.feature().name());
        }
        token = parser.nextToken();
      }
      if (nested) {
        if (token != JsonToken.END_ARRAY) {
          throw tooLong(row);
        }
        token = parser.nextToken();
      }
    }
    if (token != JsonToken.END_ARRAY) {
      throw tooLong(values.count() - 1);
    }
  }

  private void value(JsonToken token, int row, Columns.Column column) throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      values.missing(row, column);
      return;
    }
    Datatype datatype = values.header().datatype();
    if (datatype == Datatype.BYTES) {
      values.text(row, column, Json.needText(parser, what(column.feature(), row)));
    } else if (datatype == Datatype.BOOL) {
      bool(token, row, column);
    } else if (token == JsonToken.VALUE_NUMBER_INT) {
      integer(datatype, row, column);
    } else if (datatype.isInteger()) {
      throw Json.unexpected(parser, what(column.feature(), row), "an integer");
    } else if (token.isNumeric()) {
      values.real(row, column, parser.getDoubleValue());
    } else {
      throw Json.unexpected(parser, what(column.feature(), row), "a number");
    }
  }

  private void integer(Datatype datatype, int row, Columns.Column column) throws IOException {
    if (!datatype.isInteger() && column.feature().isNumeric() && !column.integers()) {
      values.real(row, column, parser.getDoubleValue());
      return;
    }
    boolean big = parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER;
    if (datatype.isInteger()
        && !(big ? isUnsignedLong(datatype) : datatype.has(parser.getLongValue()))) {
      throw HttpProblem.invalid(
          what(column.feature(), row) + " is not in the range of datatype " + datatype);
    }
    if (big) {
      values.integer(row, column, parser.getBigIntegerValue());
    } else {
      values.integer(row, column, parser.getLongValue());
    }
  }

  private boolean isUnsignedLong(Datatype datatype) throws IOException {
    return datatype == Datatype.UINT64
        && parser.getBigIntegerValue().signum() > 0
        && parser.getBigIntegerValue().bitLength() <= Long.SIZE;
  }

  private void bool(JsonToken token, int row, Columns.Column column) throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT) {
      double number = parser.getDoubleValue();
      Spelling.ofBoolean(number, what(column.feature(), row));
      values.bool(row, column, number == 1);
      return;
    }
    if (!token.isBoolean()) {
      throw Json.unexpected(parser, what(column.feature(), row), "a boolean");
    }
    values.bool(row, column, token == JsonToken.VALUE_TRUE);
  }

  private String what(Feature feature, int row) {
    return values.header().what(feature, row);
  }

  private HttpProblem tooShort(int row, int read) {
    return HttpProblem.invalid(
        values.header()
            + ": data end in row "
            + row
            + " after "
            + read
            + " values; shape is "
            + Arrays.toString(values.header().shape()));
  }

  private HttpProblem tooLong(int row) {
    return HttpProblem.invalid(
        values.header()
            + ": data hold more values than shape "
            + Arrays.toString(values.header().shape())
            + " has, from row "
            + row
            + " on");
  }
}
