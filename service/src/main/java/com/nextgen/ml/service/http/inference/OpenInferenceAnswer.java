package com.nextgen.ml.service.http.inference;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.inference.VersionId;
import java.util.List;

/**
 * The answer of an {@code infer} call: the model's own outputs, of which the label follows the
 * schema's threshold, as it does on every route.
 */
final class OpenInferenceAnswer {
  private static final int BYTES_A_NUMBER = 20;

  private final ModelSchema schema;
  private final List<OutputTensor> tensors;

  OpenInferenceAnswer(ModelSchema schema, ModelSignature signature) {
    this.schema = schema;
    tensors = signature.outputs().stream().map(spec -> new OutputTensor(spec, schema)).toList();
  }

  /**
   * Writes the answer.
   *
   * @param requestId echoed
   * @param wanted the outputs asked for
   */
  Answer write(
      VersionId id, String requestId, PredictionBlock predictions, RequestedOutputs wanted) {
    int width = 2 + (predictions.scores() == null ? 0 : schema.classes().size());
    BinaryOutputs binary = new BinaryOutputs();
    byte[] json =
        Json.write(
            256 + BYTES_A_NUMBER * width * predictions.rows(),
            out -> {
              out.writeStartObject();
              out.writeStringField("model_name", id.model());
              out.writeStringField("model_version", Integer.toString(id.version()));
              out.writeStringField("id", requestId);
              out.writeArrayFieldStart("outputs");
              for (OutputTensor tensor : tensors) {
                if (wanted.has(tensor.name())) {
                  tensor.write(out, predictions, wanted.isBinary(tensor.name()) ? binary : null);
                }
              }
              out.writeEndArray();
              out.writeEndObject();
            });
    return binary.behind(json);
  }
}
