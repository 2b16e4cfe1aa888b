package com.nextgen.ml.service.http.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.http.Spelling;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.serving.Columns;
import com.nextgen.ml.service.serving.RowBuffer;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts the tensors of one request into rows. */
final class TensorRows {
  private final Columns columns;
  private final String matrix;
  private final int bodyLength;
  private final boolean[] given;
  private @Nullable RowBuffer rows;

  /**
   * @param bodyLength of the request, which bounds how many values there can be
   */
  TensorRows(Columns columns, ModelSignature signature, int bodyLength) {
    this.columns = columns;
    this.bodyLength = bodyLength;
    matrix = signature.isMatrix(columns.size()) ? signature.inputs().get(0).name() : "";
    given = new boolean[columns.size()];
  }

  /** A tensor's description, which is known before its data are read. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier inside one request, never compared
  record Header(String name, Datatype datatype, long[] shape) {
    @Override
    public String toString() {
      return "input '" + Messages.quoted(name) + "'";
    }
  }

  /**
   * Reads the data of one tensor; the parser is on its first token.
   *
   * @throws HttpProblem 400 naming input, feature and row
   */
  void read(JsonParser parser, Header header) throws IOException {
    if (header.name().equals(matrix)) {
      int n = rowsOf(header, columns.size());
      need(header, 0, columns.size());
      fill(parser, header, n, 0, columns.size());
      return;
    }
    Columns.Column column = columns.find(header.name(), 0);
    if (column == null) {
      throw HttpProblem.invalid(
          "unknown " + header + (matrix.isEmpty() ? "" : "; the model takes '" + matrix + "'"));
    }
    int n = rowsOf(header, 1);
    need(header, column.index(), 1);
    fill(parser, header, n, column.index(), 1);
  }

  /**
   * The rows, once all tensors are read.
   *
   * @throws HttpProblem 400 if a feature is absent
   */
  RowBlock block() {
    for (int i = 0; i < given.length; i++) {
      if (!given[i]) {
        throw HttpProblem.invalid(
            "feature '"
                + columns.at(i).feature().name()
                + "' is absent in every row: there is no input for it");
      }
    }
    if (rows == null) {
      throw HttpProblem.invalid("'inputs' holds no tensors");
    }
    return rows.block();
  }

  private int rowsOf(Header header, int width) {
    long[] shape = header.shape();
    boolean fits = shape.length == 2 ? shape[1] == width : shape.length == 1 && width == 1;
    if (!fits) {
      throw HttpProblem.invalid(
          header
              + " has shape "
              + Arrays.toString(shape)
              + "; needed is [rows, "
              + width
              + "]"
              + (width == 1 ? " or [rows]" : ""));
    }
    if (shape[0] == 0) {
      throw HttpProblem.invalid(header + " holds no rows");
    }
    if (shape[0] > bodyLength / columns.size()) {
      throw HttpProblem.invalid(
          header + " has shape " + Arrays.toString(shape) + " but the body is too short for it");
    }
    return (int) shape[0];
  }

  /** Claims the columns of a tensor. */
  private void need(Header header, int from, int width) {
    for (int i = from; i < from + width; i++) {
      Feature feature = columns.at(i).feature();
      if (given[i]) {
        throw HttpProblem.invalid(header + ": feature '" + feature.name() + "' is given twice");
      }
      if (feature.isNumeric() && !header.datatype().isNumeric()) {
        throw HttpProblem.invalid(
                header
                    + ": datatype "
                    + header.datatype()
                    + " does not fit the numeric feature '"
                    + feature.name()
                    + "'; use FP32, FP64, INT32 or INT64")
            .ofFeature(feature.name());
      }
      given[i] = true;
    }
  }

  private void fill(JsonParser parser, Header header, int n, int from, int width)
      throws IOException {
    RowBuffer target = rows;
    if (target == null) {
      target = new RowBuffer(columns, n);
      target.beginAll();
      rows = target;
    } else if (target.rows() != n) {
      throw HttpProblem.invalid(
          header + " has " + n + " rows, the inputs before it have " + target.rows());
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Json.unexpected(parser, "data of " + header, "an array");
    }
    JsonToken token = parser.nextToken();
    boolean nested = token == JsonToken.START_ARRAY && header.shape().length == 2;
    for (int row = 0; row < n; row++) {
      if (nested) {
        if (token == JsonToken.END_ARRAY) {
          throw wrongLength(header, row, 0);
        }
        if (token != JsonToken.START_ARRAY) {
          throw Json.unexpected(parser, "row " + row + " of " + header, "an array");
        }
        token = parser.nextToken();
      }
      for (int i = 0; i < width; i++) {
        if (token == JsonToken.END_ARRAY) {
          throw wrongLength(header, row, i);
        }
        Columns.Column column = columns.at(from + i);
        try {
          value(parser, token, header, row, column, target);
        } catch (HttpProblem problem) {
          throw problem.ofFeature(column.feature().name());
        }
        token = parser.nextToken();
      }
      if (nested) {
        if (token != JsonToken.END_ARRAY) {
          throw tooLong(header, row);
        }
        token = parser.nextToken();
      }
    }
    if (token != JsonToken.END_ARRAY) {
      throw tooLong(header, n - 1);
    }
  }

  private static void value(
      JsonParser parser,
      JsonToken token,
      Header header,
      int row,
      Columns.Column column,
      RowBuffer rows)
      throws IOException {
    Datatype datatype = header.datatype();
    Feature feature = column.feature();
    if (token == JsonToken.VALUE_NULL) {
      rows.missing(row, column);
      return;
    }
    if (datatype.isNumeric()) {
      if (datatype.isInteger() ? token != JsonToken.VALUE_NUMBER_INT : !token.isNumeric()) {
        throw Json.unexpected(
            parser, what(header, feature, row), datatype.isInteger() ? "an integer" : "a number");
      }
      if (feature.isNumeric()) {
        rows.number(row, column.slot(), parser.getDoubleValue());
      } else {
        rows.text(row, column.slot(), category(parser, token, header, feature, row));
      }
      return;
    }
    rows.text(row, column.slot(), text(parser, token, header, feature, row));
  }

  /** A number in a tensor is what the model's own tensor would hold: a code, where it has codes. */
  private static @Nullable String category(
      JsonParser parser, JsonToken token, Header header, Feature feature, int row)
      throws IOException {
    if (feature.type() == FeatureType.BOOLEAN) {
      return Spelling.ofBoolean(parser.getDoubleValue(), what(header, feature, row));
    }
    if (feature.codes().isEmpty()) {
      return FeaturesReader.spelled(parser, token);
    }
    double code = parser.getDoubleValue();
    if (Double.isNaN(code)) {
      return null;
    }
    if (code != Math.rint(code) || code < 0 || code >= feature.codes().size()) {
      throw HttpProblem.invalid(
          what(header, feature, row)
              + ": "
              + Spelling.of(code)
              + " is not one of the codes 0 to "
              + (feature.codes().size() - 1));
    }
    return feature.codes().get((int) code);
  }

  private static @Nullable String text(
      JsonParser parser, JsonToken token, Header header, Feature feature, int row)
      throws IOException {
    if (header.datatype() == Datatype.BYTES) {
      String text = Json.needText(parser, what(header, feature, row));
      return feature.type() == FeatureType.BOOLEAN
          ? Spelling.ofBoolean(text, what(header, feature, row))
          : text;
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return Spelling.ofBoolean(parser.getDoubleValue(), what(header, feature, row));
    }
    if (!token.isBoolean()) {
      throw Json.unexpected(parser, what(header, feature, row), "a boolean");
    }
    return token == JsonToken.VALUE_TRUE ? "true" : "false";
  }

  private static String what(Header header, Feature feature, int row) {
    return header + ": feature '" + feature.name() + "' of row " + row;
  }

  private static HttpProblem wrongLength(Header header, int row, int values) {
    return HttpProblem.invalid(
        header
            + ": data end in row "
            + row
            + " after "
            + values
            + " values; shape is "
            + Arrays.toString(header.shape()));
  }

  private static HttpProblem tooLong(Header header, int row) {
    return HttpProblem.invalid(
        header
            + ": data hold more values than shape "
            + Arrays.toString(header.shape())
            + " has, from row "
            + row
            + " on");
  }
}
