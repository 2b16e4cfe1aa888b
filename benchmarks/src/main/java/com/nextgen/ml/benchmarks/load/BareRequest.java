package com.nextgen.ml.benchmarks.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.FloatBuffer;

/**
 * Reads an {@code infer} body the shortest way: Jackson streaming with the settings of the service,
 * straight into the tensor's buffer, and no more checks than keep it from going wrong.
 */
final class BareRequest {
  static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private BareRequest() {}

  /**
   * Reads one row.
   *
   * @param row is filled from its start
   * @return the request's id
   */
  static String read(byte[] body, FloatBuffer row) throws IOException {
    String id = "";
    try (JsonParser parser = JSON.createParser(body)) {
      need(parser.nextToken() == JsonToken.START_OBJECT, "an object");
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        JsonToken token = parser.nextToken();
        if (field.equals("id")) {
          id = parser.getText();
        } else if (field.equals("inputs")) {
          need(token == JsonToken.START_ARRAY, "an array");
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            input(parser, row);
          }
        } else {
          parser.skipChildren();
        }
      }
    }
    return id;
  }

  private static void input(JsonParser parser, FloatBuffer row) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (field) {
        case "name" -> need(parser.getText().equals(Requests.INPUT), Requests.INPUT);
        case "datatype" -> need(parser.getText().equals("FP32"), "FP32");
        case "shape" -> {
          need(token == JsonToken.START_ARRAY && parser.nextIntValue(0) == 1, "one row");
          need(parser.nextIntValue(0) == row.capacity(), row.capacity() + " features");
          need(parser.nextToken() == JsonToken.END_ARRAY, "two dimensions");
        }
        case "data" -> {
          need(token == JsonToken.START_ARRAY, "an array");
          for (int i = 0; i < row.capacity(); i++) {
            need(parser.nextToken().isNumeric(), "a number");
            row.put(i, (float) parser.getDoubleValue());
          }
          need(parser.nextToken() == JsonToken.END_ARRAY, row.capacity() + " values");
        }
        default -> parser.skipChildren();
      }
    }
  }

  private static void need(boolean holds, String what) throws IOException {
    if (!holds) {
      throw new IOException("needed: " + what);
    }
  }
}
