package com.nextgen.ml.service.cli.observe;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import com.nextgen.ml.service.training.PredictionColumns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes what a model said of rows: its prediction, and the score that belongs to it. */
final class ServedScores {
  private final int prediction;
  private final int[] scores;
  private final List<String> classes = new ArrayList<>();
  private final JsonNode spellings;
  private final boolean numeric;
  private final int positive;
  private final double threshold;
  private final CsvFormat format;

  /**
   * @param schema the version's, as the service shows it
   * @param header the file's columns
   * @throws CsvException if the columns do not tell the prediction or its score
   */
  ServedScores(JsonNode schema, List<String> header, PredictionColumns columns, CsvFormat format)
      throws CsvException {
    this.format = format;
    this.prediction = columns.prediction() == null ? -1 : header.indexOf(columns.prediction());
    this.scores = columns.scores().stream().mapToInt(header::indexOf).toArray();
    schema.path("classes").forEach(name -> classes.add(name.asText()));
    this.spellings = schema.path("labelSpellings");
    this.numeric = classes.isEmpty();
    this.positive = classes.indexOf(schema.path("positiveClass").asText(""));
    this.threshold = schema.path("threshold").asDouble(Double.NaN);
    if (scores.length > 1 && scores.length != classes.size()) {
      throw new CsvException(
          "--score-column names %d columns and the model has %d classes: name one, or one a class in the order of the classes"
              .formatted(scores.length, classes.size()));
    }
    boolean follows = positive >= 0 && Double.isFinite(threshold) && scores.length > 0;
    if (prediction < 0 && (numeric || !follows)) {
      throw new CsvException("no column of predictions is found; name it with --prediction-column");
    }
  }

  void write(JsonGenerator json, CsvRow row) throws IOException {
    @Nullable Double own = numeric ? null : score(row);
    if (numeric) {
      String text = row.values().get(prediction);
      Double value = format.number(text);
      json.writeFieldName("prediction");
      writeNumber(json, value, text);
      return;
    }
    json.writeStringField("prediction", predicted(row, own));
    String text = scoreText(row);
    if (!text.isEmpty() && !format.isMissing(text)) {
      json.writeFieldName("score");
      writeNumber(json, own, text);
    }
  }

  /** What is no number goes as it is: the service names the row. */
  private static void writeNumber(JsonGenerator json, @Nullable Double value, String text)
      throws IOException {
    if (value == null) {
      json.writeString(text);
    } else {
      json.writeNumber(value);
    }
  }

  private String predicted(CsvRow row, @Nullable Double score) {
    if (prediction >= 0) {
      return CsvFormat.category(row.values().get(prediction).strip());
    }
    // Where no score is known, the service refuses the empty name and says the row.
    return score == null ? "" : classes.get(score >= threshold ? positive : 1 - positive);
  }

  private @Nullable Double score(CsvRow row) {
    return format.number(scoreText(row));
  }

  private String scoreText(CsvRow row) {
    if (scores.length == 0) {
      return "";
    }
    int column = scores.length == 1 ? 0 : positive >= 0 ? positive : classOf(row).orElse(0);
    return row.values().get(scores[column]);
  }

  private OptionalInt classOf(CsvRow row) {
    String spelled = row.values().get(prediction).strip();
    String category = CsvFormat.category(spelled);
    String name = spellings.path(spelled).asText(category);
    return IntStream.of(classes.indexOf(name)).filter(place -> place >= 0).findFirst();
  }
}
