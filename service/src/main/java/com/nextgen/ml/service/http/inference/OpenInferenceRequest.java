package com.nextgen.ml.service.http.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.serving.Columns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an {@code infer} call of the Open Inference Protocol, version 2.
 *
 * @param id the caller's; null if it gave none
 * @param outputs the names of the outputs it asks for; empty for all
 */
record OpenInferenceRequest(@Nullable String id, RowBlock rows, List<String> outputs) {
  private static final int MAX_DIMENSIONS = 8;
  private static final int MAX_OUTPUTS = 64;

  /**
   * Reads {@code {"id"?, "parameters"?, "inputs": [tensor…], "outputs"?: [{"name"}…]}}.
   *
   * @throws HttpProblem 400 naming input, feature and row
   */
  static OpenInferenceRequest read(byte[] body, ModelSignature signature, Columns columns) {
    return Json.read(body, parser -> new Reader(body, signature, columns).read(parser));
  }

  private static final class Reader {
    private final byte[] body;
    private final ModelSignature signature;
    private final TensorRows tensors;

    Reader(byte[] body, ModelSignature signature, Columns columns) {
      this.body = body;
      this.signature = signature;
      tensors = new TensorRows(columns, signature, body.length);
    }

    OpenInferenceRequest read(JsonParser parser) throws IOException {
      Json.needObject(parser, "the body");
      String id = null;
      List<String> outputs = List.of();
      boolean hasInputs = false;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        switch (name) {
          case "id" -> id = token == JsonToken.VALUE_NULL ? null : RowDocument.id(parser, "'id'");
          case "parameters" -> skipParameters(parser, "'parameters'");
          case "inputs" -> {
            Json.needArray(parser, "'inputs'");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              tensor(parser);
            }
            hasInputs = true;
          }
          case "outputs" -> outputs = outputs(parser);
          default ->
              throw HttpProblem.invalid(
                  "unknown field '"
                      + Messages.quoted(name)
                      + "'; known: id, parameters, inputs, outputs");
        }
      }
      if (!hasInputs) {
        throw HttpProblem.invalid("field 'inputs' is absent");
      }
      return new OpenInferenceRequest(id, tensors.block(), outputs);
    }

    private void tensor(JsonParser parser) throws IOException {
      Json.needObject(parser, "an input");
      String name = null;
      String datatype = null;
      long[] shape = null;
      long dataAt = -1;
      boolean read = false;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "name" -> name = Json.needText(parser, "name of an input");
          case "datatype" -> datatype = Json.needText(parser, "datatype of an input");
          case "shape" -> shape = shape(parser, name);
          case "parameters" -> skipParameters(parser, "parameters of an input");
          case "data" -> {
            if (read || dataAt >= 0) {
              throw HttpProblem.invalid("an input has 'data' twice");
            }
            if (name != null && datatype != null && shape != null) {
              tensors.read(parser, header(name, datatype, shape));
              read = true;
            } else {
              // What the data mean is said after them: come back once it is known.
              dataAt = parser.currentTokenLocation().getByteOffset();
              parser.skipChildren();
            }
          }
          default ->
              throw HttpProblem.invalid(
                  "an input has the unknown field '"
                      + Messages.quoted(field)
                      + "'; known: name, shape, datatype, parameters, data");
        }
      }
      if (!read) {
        readLate(need(name, "name"), need(datatype, "datatype"), shape, dataAt);
      }
    }

    private void readLate(String name, String datatype, long @Nullable [] shape, long dataAt)
        throws IOException {
      if (shape == null || dataAt < 0) {
        throw HttpProblem.invalid(
            "input '"
                + Messages.quoted(name)
                + "': field '"
                + (shape == null ? "shape" : "data")
                + "' is absent");
      }
      try (JsonParser again =
          Json.FACTORY.createParser(body, (int) dataAt, body.length - (int) dataAt)) {
        again.nextToken();
        tensors.read(again, header(name, datatype, shape));
      }
    }

    private static TensorRows.Header header(String name, String datatype, long[] shape) {
      return new TensorRows.Header(name, Datatype.parse(datatype, name), shape);
    }

    private static String need(@Nullable String value, String field) {
      if (value == null) {
        throw HttpProblem.invalid("an input has no '" + field + "'");
      }
      return value;
    }

    private static long[] shape(JsonParser parser, @Nullable String input) throws IOException {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw Json.unexpected(parser, shapeOf(input), "an array");
      }
      long[] sizes = new long[MAX_DIMENSIONS];
      int n = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (n == MAX_DIMENSIONS) {
          throw HttpProblem.invalid(
              shapeOf(input) + " has more than " + MAX_DIMENSIONS + " dimensions");
        }
        boolean fits =
            parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                && parser.getLongValue() >= 0;
        if (!fits) {
          throw HttpProblem.invalid(shapeOf(input) + " must hold whole numbers from 0");
        }
        sizes[n++] = parser.getLongValue();
      }
      return Arrays.copyOf(sizes, n);
    }

    private static String shapeOf(@Nullable String input) {
      return "shape of input '" + Messages.quoted(input == null ? "?" : input) + "'";
    }

    /** Parameters are hints that nothing here depends on, but tensors in binary would be lost. */
    private static void skipParameters(JsonParser parser, String what) throws IOException {
      Json.needObject(parser, what);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        if (parser.currentName().equals("binary_data_size")) {
          throw HttpProblem.invalid("tensors in binary are not supported; send 'data' as JSON");
        }
        parser.nextToken();
        parser.skipChildren();
      }
    }

    private List<String> outputs(JsonParser parser) throws IOException {
      Json.needArray(parser, "'outputs'");
      List<String> names = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        Json.needObject(parser, "an output");
        if (names.size() == MAX_OUTPUTS) {
          throw HttpProblem.invalid("'outputs' asks for more than " + MAX_OUTPUTS);
        }
        String name = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String field = parser.currentName();
          parser.nextToken();
          if (field.equals("name")) {
            name = Json.needText(parser, "name of an output");
          } else {
            parser.skipChildren();
          }
        }
        if (name == null) {
          throw HttpProblem.invalid("an output has no 'name'");
        }
        names.add(known(name));
      }
      return names;
    }

    private String known(String name) {
      if (signature.outputs().stream().noneMatch(output -> output.name().equals(name))) {
        throw HttpProblem.invalid(
            "unknown output '"
                + Messages.quoted(name)
                + "'; the model gives "
                + signature.outputs().stream().map(output -> output.name()).toList());
      }
      return name;
    }
  }
}
