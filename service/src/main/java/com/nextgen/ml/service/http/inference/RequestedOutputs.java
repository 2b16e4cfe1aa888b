package com.nextgen.ml.service.http.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.inference.TensorSpec;
import com.nextgen.ml.service.suggest.UnknownName;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which outputs a request asks for, and how they are to be sent.
 *
 * @param named by name, with whether each is to be in binary, null if that is not said; empty for
 *     all outputs
 * @param binary whether those are to be in binary of which it is not said
 */
record RequestedOutputs(Map<String, @Nullable Boolean> named, boolean binary) {
  /** All of them, as JSON. */
  static final RequestedOutputs ALL = new RequestedOutputs(Map.of(), false);

  private static final int MAX_OUTPUTS = 64;

  /** The key of {@code parameters} that asks for all outputs in binary. */
  static final String BINARY = "binary_data_output";

  boolean has(String output) {
    return named.isEmpty() || named.containsKey(output);
  }

  boolean isBinary(String output) {
    Boolean own = named.get(output);
    return own == null ? binary : own;
  }

  /**
   * Reads {@code [{"name", "parameters"?: {"binary_data"?}}, …]}, which the parser is on.
   *
   * @throws HttpProblem 400 that names an output that the model has not, or what is not done
   */
  static Map<String, @Nullable Boolean> read(JsonParser parser, ModelSignature signature)
      throws IOException {
    Json.needArray(parser, "'outputs'");
    Map<String, @Nullable Boolean> outputs = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Json.needObject(parser, "an output");
      if (outputs.size() == MAX_OUTPUTS) {
        throw HttpProblem.invalid("'outputs' asks for more than " + MAX_OUTPUTS);
      }
      String name = null;
      Boolean binary = null;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals("name")) {
          name = known(Json.needText(parser, "name of an output"), signature);
        } else if (field.equals("parameters")) {
          binary = parameters(parser, name);
        } else {
          parser.skipChildren();
        }
      }
      if (name == null) {
        throw HttpProblem.invalid("an output has no 'name'");
      }
      outputs.put(name, binary);
    }
    return outputs;
  }

  private static @Nullable Boolean parameters(JsonParser parser, @Nullable String output)
      throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    String what = output == null ? "an output" : "output '" + output + "'";
    Json.needObject(parser, "parameters of " + what);
    Boolean binary = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (name) {
        case "binary_data" -> binary = flag(parser, "'binary_data' of " + what);
        case "classification", "class_count" -> {
          // Clients send 0 where nobody asked for it.
          if (token != JsonToken.VALUE_NUMBER_INT || parser.getDoubleValue() != 0) {
            throw HttpProblem.invalid(
                what + ": '" + name + "' is not supported; ask for the scores and rank them");
          }
        }
        case "shared_memory_region" ->
            throw HttpProblem.invalid(what + ": shared memory is not supported");
        default -> parser.skipChildren();
      }
    }
    return binary;
  }

  /** Reads a boolean that the parser is on. */
  static boolean flag(JsonParser parser, String what) {
    if (!parser.currentToken().isBoolean()) {
      throw Json.unexpected(parser, what, "a boolean");
    }
    return parser.currentToken() == JsonToken.VALUE_TRUE;
  }

  private static String known(String name, ModelSignature signature) {
    List<String> given = signature.outputs().stream().map(TensorSpec::name).toList();
    if (!given.contains(name)) {
      throw HttpProblem.invalid(
          "unknown output '"
              + Messages.quoted(name)
              + "'; the model gives "
              + UnknownName.listed(given)
              + UnknownName.hint(name, given));
    }
    return name;
  }
}
