package com.nextgen.ml.service.http.feedback;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.monitoring.text.Names;
import com.nextgen.ml.service.feedback.Label;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.http.Times;
import com.nextgen.ml.service.http.inference.ClassSpelling;
import com.nextgen.ml.service.http.inference.RowDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The body of a {@code feedback} call. */
final class Labels {
  /** A larger value's squared error has no sum; it would be left out of the figures. */
  private static final double MAX_VALUE = 1e140;

  private final ModelSchema schema;
  private final long now;
  private final List<Label> labels = new ArrayList<>();

  private Labels(ModelSchema schema, long now) {
    this.schema = schema;
    this.now = now;
  }

  /**
   * Reads {@code {"labels":[{"id","label","timestamp"?,"source"?,"correct"?}]}}.
   *
   * @param maxRows that a request may have
   * @param now in milliseconds since 1970
   * @throws HttpProblem 400 naming field and row; 422 for a label that the model cannot have
   */
  static List<Label> read(byte[] body, ModelSchema schema, int maxRows, long now) {
    return Json.read(
        body,
        parser -> {
          Labels reader = new Labels(schema, now);
          RowDocument.read(parser, "labels", maxRows, reader::read);
          return reader.labels;
        });
  }

  private void read(JsonParser parser, int row) throws IOException {
    String id = null;
    String className = null;
    double value = Double.NaN;
    boolean hasLabel = false;
    Long timestamp = null;
    String source = null;
    boolean correct = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (name) {
        case "id" -> id = RowDocument.id(parser, "id of row " + row);
        case "label" -> {
          hasLabel = true;
          String what = "label of row " + row;
          if (schema.task().isClassification()) {
            className = className(schema, ClassSpelling.read(parser, what), what);
          } else {
            value = value(parser, token, what);
          }
        }
        case "timestamp" -> {
          if (token != JsonToken.VALUE_NULL) {
            timestamp = Times.readPast(parser, "timestamp of row " + row, now);
          }
        }
        case "source" -> {
          if (token != JsonToken.VALUE_NULL) {
            source = source(Json.needText(parser, "source of row " + row), "source of row " + row);
          }
        }
        case "correct" -> {
          if (!token.isBoolean()) {
            throw Json.unexpected(parser, "correct of row " + row, "true or false");
          }
          correct = parser.getBooleanValue();
        }
        default ->
            throw RowDocument.unknownField(
                name, row, List.of("id", "label", "timestamp", "source", "correct"));
      }
    }
    if (id == null || !hasLabel) {
      throw HttpProblem.invalid(
          "field '" + (id == null ? "id" : "label") + "' is absent in row " + row);
    }
    labels.add(new Label(id, className, value, timestamp, source, correct));
  }

  private static double value(JsonParser parser, JsonToken token, String what) throws IOException {
    if (!token.isNumeric()) {
      throw Json.unexpected(parser, what, "a number");
    }
    return finite(parser.getDoubleValue(), what);
  }

  private static double finite(double value, String what) {
    if (!Double.isFinite(value)) {
      throw HttpProblem.unprocessable(what + " must be a finite number");
    }
    if (Math.abs(value) > MAX_VALUE) {
      throw HttpProblem.unprocessable(
          what + " is beyond 1e140: the sum of squared errors could not hold it");
    }
    return value;
  }

  /** The number that a text spells. */
  static double number(String text, String what) {
    try {
      return finite(Double.parseDouble(text), what);
    } catch (NumberFormatException e) {
      throw HttpProblem.invalid(what + " must be a number, not '" + Messages.quoted(text) + "'");
    }
  }

  /** The name of the class that is spelled so. */
  static String className(ModelSchema schema, @Nullable String spelling, String what) {
    OptionalInt index = ClassSpelling.index(schema, spelling);
    if (index.isEmpty()) {
      throw HttpProblem.unprocessable(ClassSpelling.unknown(schema, spelling, what));
    }
    return schema.classes().get(index.getAsInt());
  }

  static String source(String text, String what) {
    if (!Names.isValid(text)) {
      throw HttpProblem.invalid(
          what
              + " must be a name of letters, digits, '.', '_' or '-', not '"
              + Messages.quoted(text)
              + "'");
    }
    return text;
  }
}
