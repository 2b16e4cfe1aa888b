package com.nextgen.ml.service.http.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.http.Spelling;
import com.nextgen.ml.service.serving.Columns;
import com.nextgen.ml.service.serving.RowBuffer;
import com.nextgen.ml.service.suggest.UnknownName;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads {@code {"price": 9.5, "country": "DE"}} into a row. One for each request. */
public final class FeaturesReader {
  private final Columns columns;
  private final int[] lastRow;

  public FeaturesReader(Columns columns) {
    this.columns = columns;
    lastRow = new int[columns.size()];
    Arrays.fill(lastRow, -1);
  }

  /**
   * Reads the object that the parser is on into the buffer's row {@code row}.
   *
   * @throws HttpProblem naming feature and row if one is absent, unknown, twice there, or of a kind
   *     it cannot have
   */
  public void read(JsonParser parser, RowBuffer rows, int row) throws IOException {
    Json.needObject(parser, "features of row " + row);
    int guess = 0;
    int found = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Columns.Column column = columns.find(name, guess);
      if (column == null) {
        throw HttpProblem.invalid(unknown(name, row));
      }
      if (lastRow[column.index()] == row) {
        throw HttpProblem.invalid("feature '" + name + "' stands twice in row " + row);
      }
      lastRow[column.index()] = row;
      found++;
      guess = column.index() + 1;
      parser.nextToken();
      try {
        value(parser, rows, row, column);
      } catch (HttpProblem problem) {
        throw problem.ofFeature(name);
      }
    }
    if (found < columns.size()) {
      throw HttpProblem.invalid("feature '" + firstAbsent(row) + "' is absent in row " + row);
    }
  }

  private void value(JsonParser parser, RowBuffer rows, int row, Columns.Column column)
      throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL
        || (token == JsonToken.VALUE_STRING && spellsMissing(parser.getText(), column))) {
      rows.missing(row, column);
    } else if (!column.feature().isNumeric()) {
      rows.text(row, column.slot(), category(parser, token, column.feature(), row));
    } else if (column.integers() && token.isNumeric()) {
      integer(parser, token, rows, row, column);
    } else if (token.isNumeric()) {
      rows.number(row, column.slot(), parser.getDoubleValue());
    } else {
      throw Json.unexpected(parser, what(column.feature(), row), "a number");
    }
  }

  /** Of a category the buffer tells. */
  private boolean spellsMissing(String text, Columns.Column column) {
    return column.feature().type() != FeatureType.CATEGORICAL && columns.missing().isNumber(text);
  }

  /** A model that takes integers gets each digit of one, or nothing. */
  private static void integer(
      JsonParser parser, JsonToken token, RowBuffer rows, int row, Columns.Column column)
      throws IOException {
    if (token == JsonToken.VALUE_NUMBER_INT) {
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw HttpProblem.invalid(
            what(column.feature(), row) + " is beyond the 64 bits of the model's integers");
      }
      rows.integer(row, column, parser.getLongValue());
      return;
    }
    double value = parser.getDoubleValue();
    if (Math.abs(value) >= RowBuffer.LARGEST_WHOLE && !Double.isInfinite(value)) {
      throw HttpProblem.invalid(
          what(column.feature(), row)
              + " is 2^53 or more, and the model takes integers; write all its digits, without a"
              + " fraction or an exponent");
    }
    rows.number(row, column.slot(), value);
  }

  private static @Nullable String category(
      JsonParser parser, JsonToken token, Feature feature, int row) throws IOException {
    boolean bool = feature.type() == FeatureType.BOOLEAN;
    return switch (token) {
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      case VALUE_STRING ->
          bool ? Spelling.ofBoolean(parser.getText(), what(feature, row)) : parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          bool
              ? Spelling.ofBoolean(parser.getDoubleValue(), what(feature, row))
              : spelled(parser, token);
      default ->
          throw Json.unexpected(parser, what(feature, row), bool ? "a boolean" : "a category");
    };
  }

  /** The one spelling of the number that the parser is on. */
  static @Nullable String spelled(JsonParser parser, JsonToken token) throws IOException {
    // An integer of any size keeps its digits: identifiers pass 2^53.
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          ? parser.getText()
          : Long.toString(parser.getLongValue());
    }
    return Spelling.of(parser.getDoubleValue());
  }

  private String unknown(String name, int row) {
    List<String> known =
        IntStream.range(0, columns.size()).mapToObj(i -> columns.at(i).feature().name()).toList();
    return "unknown feature '%s' in row %d".formatted(Messages.quoted(name), row)
        + UnknownName.hint(name, known);
  }

  private String firstAbsent(int row) {
    for (int i = 0; i < lastRow.length; i++) {
      if (lastRow[i] != row) {
        return columns.at(i).feature().name();
      }
    }
    throw new IllegalStateException("every feature is there");
  }

  private static String what(Feature feature, int row) {
    return "feature '" + feature.name() + "' of row " + row;
  }
}
