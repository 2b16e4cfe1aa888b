package com.nextgen.ml.service.http.feedback;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.monitoring.text.Names;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.http.Times;
import com.nextgen.ml.service.suggest.UnknownName;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures that an outside evaluation found.
 *
 * @param metrics finite figures by name
 * @param timestamp in milliseconds since 1970; null for now
 */
record EvaluationDocument(
    Map<String, Double> metrics, long rows, @Nullable Long timestamp, String source) {
  private static final int MAX_METRICS = 50;

  /**
   * Reads {@code {"metrics":{"accuracy":…},"rows","timestamp"?,"source"}}.
   *
   * @throws HttpProblem 400 naming the field
   */
  static EvaluationDocument read(byte[] body, long now) {
    return Json.read(body, parser -> read(parser, now));
  }

  private static EvaluationDocument read(JsonParser parser, long now) throws IOException {
    Json.needObject(parser, "the body");
    Map<String, Double> metrics = Map.of();
    long rows = -1;
    Long timestamp = null;
    String source = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (name) {
        case "metrics" -> metrics = metrics(parser);
        case "rows" -> {
          if (token != JsonToken.VALUE_NUMBER_INT
              || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              || parser.getLongValue() < 1) {
            throw HttpProblem.invalid("rows must be a positive integer");
          }
          rows = parser.getLongValue();
        }
        case "timestamp" -> timestamp = Times.readPast(parser, "timestamp", now);
        case "source" -> source = Labels.source(Json.needText(parser, "source"), "source");
        default ->
            throw HttpProblem.invalid(
                "unknown field '"
                    + Messages.quoted(name)
                    + "'"
                    + UnknownName.known(
                        name, List.of("metrics", "rows", "timestamp", "source"), ""));
      }
    }
    if (metrics.isEmpty() || rows < 0 || source == null) {
      throw HttpProblem.invalid(
          "field '"
              + (metrics.isEmpty() ? "metrics" : rows < 0 ? "rows" : "source")
              + "' is absent");
    }
    return new EvaluationDocument(metrics, rows, timestamp, source);
  }

  private static Map<String, Double> metrics(JsonParser parser) throws IOException {
    Json.needObject(parser, "metrics");
    Map<String, Double> metrics = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (!Names.isValid(name)) {
        throw HttpProblem.invalid(
            "metric '"
                + Messages.quoted(name)
                + "' is not a name of letters, digits, '.', '_', '-'");
      }
      if (!parser.nextToken().isNumeric() || !Double.isFinite(parser.getDoubleValue())) {
        throw Json.unexpected(parser, "metric '" + name + "'", "a finite number");
      }
      metrics.put(name, parser.getDoubleValue());
      if (metrics.size() > MAX_METRICS) {
        throw HttpProblem.invalid("at most " + MAX_METRICS + " metrics in one evaluation");
      }
    }
    return metrics;
  }
}
