package com.nextgen.ml.service.http.inference;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import java.io.IOException;

/** The answer of a {@code predict} call. */
final class Predictions {
  private static final int BYTES_A_ROW = 120;

  private Predictions() {}

  /**
   * Writes {@code {"model","version","predictions":[{"id","prediction","score"?,"scores"?}]}}.
   *
   * @param details has the id of each row
   */
  static byte[] write(
      VersionId id, ModelSchema schema, PredictionBlock predictions, RowDetails details) {
    return Json.write(
        64 + BYTES_A_ROW * predictions.rows(),
        out -> {
          out.writeStartObject();
          out.writeStringField("model", id.model());
          out.writeStringField("version", Integer.toString(id.version()));
          out.writeArrayFieldStart("predictions");
          for (int row = 0; row < predictions.rows(); row++) {
            out.writeStartObject();
            out.writeStringField("id", details.id(row));
            prediction(out, schema, predictions, row);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void prediction(
      JsonGenerator out, ModelSchema schema, PredictionBlock predictions, int row)
      throws IOException {
    double score = predictions.score()[row];
    if (!schema.task().isClassification()) {
      out.writeFieldName("prediction");
      Json.number(out, score);
      return;
    }
    int index = predictions.classIndex()[row];
    // A model that says NaN has chosen no class; null, as its score.
    out.writeStringField("prediction", index < 0 ? null : schema.classes().get(index));
    if (!Missing.is(score)) {
      out.writeFieldName("score");
      Json.number(out, score);
    }
    double[] scores = predictions.scores();
    if (scores != null) {
      int classes = schema.classes().size();
      out.writeObjectFieldStart("scores");
      for (int c = 0; c < classes; c++) {
        out.writeFieldName(schema.classes().get(c));
        Json.number(out, scores[row * classes + c]);
      }
      out.writeEndObject();
    }
  }
}
