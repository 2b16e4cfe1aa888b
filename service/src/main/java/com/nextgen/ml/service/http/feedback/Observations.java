package com.nextgen.ml.service.http.feedback;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.http.Times;
import com.nextgen.ml.service.http.inference.ClassSpelling;
import com.nextgen.ml.service.http.inference.FeaturesReader;
import com.nextgen.ml.service.http.inference.Plans;
import com.nextgen.ml.service.http.inference.RowDocument;
import com.nextgen.ml.service.http.inference.RowMetadataReader;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.serving.Columns;
import com.nextgen.ml.service.serving.RowBuffer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Predictions that were made elsewhere and are watched here.
 *
 * @param details when a row has no timestamp, it was predicted now
 */
record Observations(RowBlock rows, PredictionBlock predictions, RowDetails details) {

  /**
   * Reads {@code
   * {"observations":[{"id","features","prediction","score"?,"groups"?,"subject"?,"timestamp"?}]}}.
   *
   * @param now in milliseconds since 1970
   * @throws HttpProblem 400 naming field and row
   */
  static Observations read(byte[] body, Plans.Plan plan, long now) {
    return Json.read(
        body, parser -> new Reader(plan.schema(), plan.columns(), now).all(parser, plan.maxRows()));
  }

  private static final class Reader implements RowDocument.RowReader {
    private final ModelSchema schema;
    private final FeaturesReader features;
    private final RowBuffer rows;
    private final RowMetadataReader notes;
    private final long now;
    private long[] times = new long[1];
    private int[] classIndex = new int[1];
    private double[] score = new double[1];

    Reader(ModelSchema schema, Columns columns, long now) {
      this.schema = schema;
      this.now = now;
      notes = new RowMetadataReader(schema);
      features = new FeaturesReader(columns);
      rows = new RowBuffer(columns, 1);
    }

    @SuppressWarnings("NullAway") // javac 17 cannot see the annotation on a compiled array type
    Observations all(JsonParser parser, int maxRows) throws IOException {
      RowDocument.read(parser, "observations", maxRows, this);
      int n = rows.rows();
      int[] classes = schema.task().isClassification() ? Arrays.copyOf(classIndex, n) : new int[0];
      return new Observations(
          rows.block(),
          new PredictionBlock(n, classes, Arrays.copyOf(score, n), null),
          new ObservationDetails(notes.details("", n, now), Arrays.copyOf(times, n)));
    }

    @Override
    public void read(JsonParser parser, int row) throws IOException {
      rows.begin();
      if (row == score.length) {
        classIndex = Arrays.copyOf(classIndex, 2 * row);
        score = Arrays.copyOf(score, 2 * row);
        times = Arrays.copyOf(times, 2 * row);
      }
      score[row] = Missing.NUMBER;
      times[row] = now;
      int seen = 0;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        switch (name) {
          case "features" -> {
            features.read(parser, rows, row);
            seen |= 2;
          }
          case "prediction" -> {
            prediction(parser, token, row);
            seen |= 4;
          }
          case "score" -> score(parser, token, row);
          case "timestamp" -> times[row] = Times.readPast(parser, "timestamp of row " + row, now);
          default -> {
            if (!notes.read(parser, name, row)) {
              throw RowDocument.unknownField(
                  name,
                  row,
                  List.of(
                      "id", "features", "prediction", "score", "groups", "subject", "timestamp"));
            }
          }
        }
      }
      need(notes.hasId(row) ? 1 : 0, 1, "id", row);
      need(seen, 2, "features", row);
      need(seen, 4, "prediction", row);
      if (schema.task().isClassification() && !Missing.is(score[row])) {
        ObservedScore.check(schema, classIndex[row], score[row], row);
      }
    }

    private void prediction(JsonParser parser, JsonToken token, int row) throws IOException {
      if (!schema.task().isClassification()) {
        if (!token.isNumeric()) {
          throw Json.unexpected(parser, "prediction of row " + row, "a number");
        }
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
          throw HttpProblem.invalid("prediction of row " + row + " must be a finite number");
        }
        score[row] = value;
        return;
      }
      String what = "prediction of row " + row;
      String spelling = ClassSpelling.read(parser, what);
      OptionalInt index = ClassSpelling.index(schema, spelling);
      if (index.isEmpty()) {
        throw HttpProblem.invalid(ClassSpelling.unknown(schema, spelling, what));
      }
      classIndex[row] = index.getAsInt();
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

    private static void need(int seen, int bit, String field, int row) {
      if ((seen & bit) == 0) {
        throw HttpProblem.invalid("field '" + field + "' is absent in row " + row);
      }
    }
  }
}
