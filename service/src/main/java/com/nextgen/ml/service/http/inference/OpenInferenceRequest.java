package com.nextgen.ml.service.http.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.serving.Columns;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of an {@code infer} call of the Open Inference Protocol, version 2.
 *
 * @param id the caller's; null if it gave none
 */
record OpenInferenceRequest(@Nullable String id, RowBlock rows, RequestedOutputs outputs) {

  /**
   * Reads {@code {"id"?, "parameters"?, "inputs": [tensor…], "outputs"?: [{"name"}…]}} and the
   * tensors in binary that follow it. Members and parameters of other names are passed over, as the
   * protocol wants it: clients send some that only other servers need.
   *
   * @throws HttpProblem 400 naming input, feature and row
   */
  static OpenInferenceRequest read(
      RequestBody body, ModelSignature signature, Columns columns, int maxRows) {
    return Json.read(
        body.bytes(),
        body.jsonLength(),
        parser -> {
          TensorRows rows = new TensorRows(columns, signature, body.bytes().length, maxRows);
          return read(parser, new TensorReader(body, rows), rows, signature);
        });
  }

  private static OpenInferenceRequest read(
      JsonParser parser, TensorReader tensors, TensorRows rows, ModelSignature signature)
      throws IOException {
    Json.needObject(parser, "the body");
    String id = null;
    Map<String, @Nullable Boolean> outputs = Map.of();
    boolean binary = false;
    boolean hasInputs = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      boolean isNull = token == JsonToken.VALUE_NULL;
      switch (name) {
        case "id" -> id = isNull ? null : RowDocument.id(parser, "'id'");
        case "parameters" -> binary = !isNull && binary(parser);
        case "inputs" -> {
          if (hasInputs) {
            throw HttpProblem.invalid("field 'inputs' stands twice");
          }
          Json.needArray(parser, "'inputs'");
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            tensors.read(parser);
          }
          hasInputs = true;
        }
        case "outputs" -> outputs = isNull ? Map.of() : RequestedOutputs.read(parser, signature);
        default -> parser.skipChildren();
      }
    }
    if (!hasInputs) {
      throw HttpProblem.invalid("field 'inputs' is absent");
    }
    tensors.end();
    boolean all = outputs.isEmpty() && !binary;
    return new OpenInferenceRequest(
        id, rows.block(), all ? RequestedOutputs.ALL : new RequestedOutputs(outputs, binary));
  }

  private static boolean binary(JsonParser parser) throws IOException {
    Json.needObject(parser, "'parameters'");
    boolean binary = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean found = parser.currentName().equals(RequestedOutputs.BINARY);
      parser.nextToken();
      if (found) {
        binary = RequestedOutputs.flag(parser, "'" + RequestedOutputs.BINARY + "'");
      } else {
        parser.skipChildren();
      }
    }
    return binary;
  }
}
