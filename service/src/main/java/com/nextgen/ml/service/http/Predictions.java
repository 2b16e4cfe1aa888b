package com.nextgen.ml.service.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.service.inference.VersionId;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The answer of a {@code predict} call. */
final class Predictions {
  private static final int BYTES_A_ROW = 120;

  private Predictions() {}

  /**
   * Writes {@code {"model","version","predictions":[{"id","prediction","score"?,"scores"?}]}}.
   *
   * @param ids the caller's id of each row; null where it gave none
   * @param newId makes the id of a request
   */
  static byte[] write(
      VersionId id,
      ModelSchema schema,
      PredictionBlock predictions,
      List<@Nullable String> ids,
      Supplier<String> newId) {
    String requestId = ids.contains(null) ? newId.get() : "";
    return Json.write(
        64 + BYTES_A_ROW * predictions.rows(),
        out -> {
          out.writeStartObject();
          out.writeStringField("model", id.model());
          out.writeStringField("version", Integer.toString(id.version()));
          out.writeArrayFieldStart("predictions");
          for (int row = 0; row < predictions.rows(); row++) {
            String own = ids.get(row);
            out.writeStartObject();
            out.writeStringField("id", own != null ? own : id(requestId, row, predictions.rows()));
            prediction(out, schema, predictions, row);
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /** The prediction id of a row: the request's for one row, {@code <id>#<row>} for more. */
  static String id(String requestId, int row, int rows) {
    return rows == 1 ? requestId : requestId + "#" + row;
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
    out.writeStringField("prediction", schema.classes().get(predictions.classIndex()[row]));
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
