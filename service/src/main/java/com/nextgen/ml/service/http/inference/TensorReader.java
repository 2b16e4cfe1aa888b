package com.nextgen.ml.service.http.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the inputs of one request into rows, from JSON or from the binary data behind it. */
final class TensorReader {
  private static final int MAX_DIMENSIONS = 8;

  private final RequestBody body;
  private final TensorRows rows;
  private final BinaryTensors binary;

  // The tensor that is being read.
  private @Nullable String name;
  private @Nullable String datatype;
  private long @Nullable [] shape;
  private long dataAt;
  private long binarySize;

  TensorReader(RequestBody body, TensorRows rows) {
    this.body = body;
    this.rows = rows;
    binary = new BinaryTensors(body);
  }

  /** Reads the tensor that the parser is on. */
  void read(JsonParser parser) throws IOException {
    Json.needObject(parser, "an input");
    name = null;
    datatype = null;
    shape = null;
    dataAt = -1;
    binarySize = -1;
    boolean read = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (field) {
        case "name" -> name = Json.needText(parser, "name of an input");
        case "datatype" -> datatype = Json.needText(parser, "datatype of an input");
        case "shape" -> shape = shape(parser);
        case "parameters" -> {
          if (token != JsonToken.VALUE_NULL) {
            parameters(parser);
          }
        }
        case "data" -> {
          if (read || dataAt >= 0) {
            throw HttpProblem.invalid("an input has 'data' twice");
          }
          if (token == JsonToken.VALUE_NULL) {
            continue;
          }
          if (name != null && datatype != null && shape != null) {
            new JsonTensor(parser, rows.claim(header(name, datatype, shape))).read();
            read = true;
          } else {
            // What the data mean is said after them: come back once it is known.
            dataAt = parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
          }
        }
        default -> parser.skipChildren();
      }
    }
    if (!read) {
      readLate();
    } else if (binarySize >= 0) {
      throw twice();
    }
  }

  /** Fails unless all binary data have been read. */
  void end() {
    binary.end();
  }

  private void readLate() throws IOException {
    TensorHeader header = header(need(name, "name"), need(datatype, "datatype"), need(shape));
    if (binarySize >= 0) {
      if (dataAt >= 0) {
        throw twice();
      }
      binary.read(rows.claim(header), binarySize);
      return;
    }
    if (dataAt < 0) {
      throw HttpProblem.invalid(what() + ": field 'data' is absent");
    }
    int from = (int) dataAt;
    try (JsonParser again =
        Json.FACTORY.createParser(body.bytes(), from, body.jsonLength() - from)) {
      again.nextToken();
      new JsonTensor(again, rows.claim(header)).read();
    }
  }

  private static TensorHeader header(String name, String datatype, long[] shape) {
    return new TensorHeader(name, Datatype.parse(datatype, name), shape);
  }

  private static String need(@Nullable String value, String field) {
    if (value == null) {
      throw HttpProblem.invalid("an input has no '" + field + "'");
    }
    return value;
  }

  private long[] need(long @Nullable [] sizes) {
    if (sizes == null) {
      throw HttpProblem.invalid(what() + ": field 'shape' is absent");
    }
    return sizes;
  }

  private long[] shape(JsonParser parser) throws IOException {
    String what = "shape of " + what();
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Json.unexpected(parser, what, "an array");
    }
    long[] sizes = new long[MAX_DIMENSIONS];
    int n = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (n == MAX_DIMENSIONS) {
        throw HttpProblem.invalid(what + " has more than " + MAX_DIMENSIONS + " dimensions");
      }
      if (!isCount(parser)) {
        throw HttpProblem.invalid(what + " must hold whole numbers from 0");
      }
      sizes[n++] = parser.getLongValue();
    }
    return Arrays.copyOf(sizes, n);
  }

  private static boolean isCount(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        && parser.getLongValue() >= 0;
  }

  private void parameters(JsonParser parser) throws IOException {
    Json.needObject(parser, "parameters of " + what());
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case BinaryTensors.SIZE -> {
          if (!isCount(parser)) {
            throw HttpProblem.invalid(
                what() + ": " + BinaryTensors.SIZE + " must be a whole number from 0");
          }
          binarySize = parser.getLongValue();
        }
        case "shared_memory_region" ->
            throw HttpProblem.invalid(what() + ": shared memory is not supported; send the data");
        default -> parser.skipChildren();
      }
    }
  }

  private HttpProblem twice() {
    return HttpProblem.invalid(
        what() + " has both 'data' and " + BinaryTensors.SIZE + "; send it one way");
  }

  private String what() {
    return name == null ? "an input" : "input '" + Messages.quoted(name) + "'";
  }
}
