package com.nextgen.ml.service.http.inference;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.inference.TensorSpec;
import com.nextgen.ml.service.inference.VersionId;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The answer of an {@code infer} call: the model's own outputs, of which the label follows the
 * schema's threshold, as it does on every route.
 */
final class OpenInferenceAnswer {
  private static final int BYTES_A_NUMBER = 20;
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

  private final ModelSchema schema;
  private final ModelSignature signature;
  private final boolean wholeClasses;

  OpenInferenceAnswer(ModelSchema schema, ModelSignature signature) {
    this.schema = schema;
    this.signature = signature;
    wholeClasses = schema.classes().stream().allMatch(name -> WHOLE.matcher(name).matches());
  }

  /**
   * Writes the answer.
   *
   * @param requestId echoed
   * @param outputs the names asked for; empty for all
   */
  byte[] write(VersionId id, String requestId, PredictionBlock predictions, List<String> outputs) {
    int width = 2 + (predictions.scores() == null ? 0 : schema.classes().size());
    return Json.write(
        256 + BYTES_A_NUMBER * width * predictions.rows(),
        out -> {
          out.writeStartObject();
          out.writeStringField("model_name", id.model());
          out.writeStringField("model_version", Integer.toString(id.version()));
          out.writeStringField("id", requestId);
          out.writeArrayFieldStart("outputs");
          for (TensorSpec output : signature.outputs()) {
            if (outputs.isEmpty() || outputs.contains(output.name())) {
              tensor(out, output, predictions);
            }
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private void tensor(JsonGenerator out, TensorSpec output, PredictionBlock predictions)
      throws IOException {
    boolean real = output.datatype().startsWith("FP");
    boolean label = schema.task().isClassification() && !real;
    double[] scores = predictions.scores();
    boolean all = !label && scores != null && hasAllClasses(output);
    out.writeStartObject();
    out.writeStringField("name", output.name());
    out.writeStringField("datatype", output.datatype());
    out.writeArrayFieldStart("shape");
    out.writeNumber(predictions.rows());
    if (all) {
      out.writeNumber(schema.classes().size());
    } else if (output.shape().size() > 1) {
      out.writeNumber(1);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("data");
    if (label) {
      labels(out, output.datatype(), predictions.classIndex());
    } else {
      double[] values = all && scores != null ? scores : predictions.score();
      numbers(out, output.datatype(), values);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private boolean hasAllClasses(TensorSpec output) {
    int rank = output.shape().size();
    return schema.task().isClassification() && rank > 1 && output.shape().get(rank - 1) != 1;
  }

  private void labels(JsonGenerator out, String datatype, int[] classIndex) throws IOException {
    int trueIndex = schema.classes().contains("true") ? schema.classes().indexOf("true") : 1;
    for (int index : classIndex) {
      if (index < 0) {
        out.writeNull(); // the model's score is NaN
        continue;
      }
      String name = schema.classes().get(index);
      switch (datatype) {
        case "BYTES" -> out.writeString(name);
        case "BOOL" -> out.writeBoolean(index == trueIndex);
        default -> out.writeNumber(wholeClasses ? Long.parseLong(name) : index);
      }
    }
  }

  private static void numbers(JsonGenerator out, String datatype, double[] values)
      throws IOException {
    boolean single = datatype.equals("FP32");
    for (double value : values) {
      if (!Double.isFinite(value)) {
        out.writeNull();
      } else if (single) {
        out.writeNumber((float) value);
      } else if (datatype.startsWith("INT")) {
        out.writeNumber((long) value);
      } else {
        out.writeNumber(value);
      }
    }
  }
}
