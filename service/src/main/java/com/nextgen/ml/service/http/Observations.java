package com.nextgen.ml.service.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Names;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Predictions that were made elsewhere and are watched here. */
record Observations(RowBlock rows, PredictionBlock predictions) {

  /**
   * Reads {@code
   * {"observations":[{"id","features","prediction","score"?,"groups"?,"timestamp"?}]}}.
   *
   * @throws HttpProblem 400 naming field and row
   */
  static Observations read(byte[] body, ModelSchema schema, Columns columns) {
    return Json.read(body, parser -> new Reader(schema, columns).read(parser));
  }

  private static final class Reader implements RowDocument.RowReader {
    private final ModelSchema schema;
    private final FeaturesReader features;
    private final RowBuffer rows;
    private int[] classIndex = new int[1];
    private double[] score = new double[1];

    Reader(ModelSchema schema, Columns columns) {
      this.schema = schema;
      features = new FeaturesReader(columns);
      rows = new RowBuffer(columns, 1);
    }

    @SuppressWarnings("NullAway") // javac 17 cannot see the annotation on a compiled array type
    Observations read(JsonParser parser) throws IOException {
      RowDocument.read(parser, "observations", this);
      int n = rows.rows();
      int[] classes = schema.task().isClassification() ? Arrays.copyOf(classIndex, n) : new int[0];
      return new Observations(
          rows.block(), new PredictionBlock(n, classes, Arrays.copyOf(score, n), null));
    }

    @Override
    public void read(JsonParser parser, int row) throws IOException {
      rows.begin();
      if (row == score.length) {
        classIndex = Arrays.copyOf(classIndex, 2 * row);
        score = Arrays.copyOf(score, 2 * row);
      }
      score[row] = Missing.NUMBER;
      int seen = 0;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        switch (name) {
          case "id" -> {
            RowDocument.id(parser, "id of row " + row);
            seen |= 1;
          }
          case "features" -> {
            features.read(parser, rows, row);
            seen |= 2;
          }
          case "prediction" -> {
            prediction(parser, token, row);
            seen |= 4;
          }
          case "score" -> score(parser, token, row);
          case "groups" -> RowDocument.groups(parser, schema, row);
          case "timestamp" -> timestamp(parser, row);
          default ->
              throw RowDocument.unknownField(
                  name, row, "id, features, prediction, score, groups, timestamp");
        }
      }
      need(seen, 1, "id", row);
      need(seen, 2, "features", row);
      need(seen, 4, "prediction", row);
    }

    private void prediction(JsonParser parser, JsonToken token, int row) throws IOException {
      if (!schema.task().isClassification()) {
        if (!token.isNumeric()) {
          throw Json.unexpected(parser, "prediction of row " + row, "a number");
        }
        score[row] = parser.getDoubleValue();
        return;
      }
      String spelling = classSpelling(parser, token, row);
      OptionalInt index = spelling == null ? OptionalInt.empty() : schema.classIndex(spelling);
      if (index.isEmpty()) {
        throw HttpProblem.invalid(
            "prediction of row "
                + row
                + ": '"
                + Names.shortened(String.valueOf(spelling))
                + "' is no class; known: "
                + schema.classes().stream().limit(20).toList());
      }
      classIndex[row] = index.getAsInt();
    }

    private static @Nullable String classSpelling(JsonParser parser, JsonToken token, int row)
        throws IOException {
      return switch (token) {
        case VALUE_STRING -> parser.getText();
        case VALUE_TRUE -> "true";
        case VALUE_FALSE -> "false";
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> FeaturesReader.spelled(parser, token);
        default -> throw Json.unexpected(parser, "prediction of row " + row, "a class");
      };
    }

    private void score(JsonParser parser, JsonToken token, int row) throws IOException {
      if (token == JsonToken.VALUE_NULL) {
        return;
      }
      if (!token.isNumeric()) {
        throw Json.unexpected(parser, "score of row " + row, "a number");
      }
      // For regression the prediction is the score; what else is sent says nothing more.
      if (schema.task().isClassification()) {
        score[row] = parser.getDoubleValue();
      }
    }

    private static void timestamp(JsonParser parser, int row) throws IOException {
      String text = Json.needText(parser, "timestamp of row " + row);
      try {
        OffsetDateTime.parse(text);
      } catch (DateTimeParseException e) {
        throw HttpProblem.invalid(
            "timestamp of row "
                + row
                + " must be an RFC 3339 time such as 2026-11-23T10:00:00Z, not '"
                + Names.shortened(text)
                + "'");
      }
    }

    private static void need(int seen, int bit, String field, int row) {
      if ((seen & bit) == 0) {
        throw HttpProblem.invalid("field '" + field + "' is absent in row " + row);
      }
    }
  }
}
