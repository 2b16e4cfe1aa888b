package com.nextgen.ml.service.http.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.suggest.UnknownName;
import java.io.IOException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Classes as callers spell them: by name, by another spelling, as a boolean or a number. */
public final class ClassSpelling {
  private ClassSpelling() {}

  /** Returns the spelling that the parser is on; null for an invalid number. */
  public static @Nullable String read(JsonParser parser, String what) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> "true";
      case VALUE_FALSE -> "false";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> FeaturesReader.spelled(parser, token);
      default -> throw Json.unexpected(parser, what, "a class");
    };
  }

  /** Returns the index of a class; empty if there is no such class. */
  public static OptionalInt index(ModelSchema schema, @Nullable String spelling) {
    return spelling == null ? OptionalInt.empty() : schema.classIndex(spelling);
  }

  /** Returns what to say of a spelling that names no class. */
  public static String unknown(ModelSchema schema, @Nullable String spelling, String what) {
    return what
        + ": '"
        + Messages.quoted(String.valueOf(spelling))
        + "' is no class"
        + UnknownName.known(String.valueOf(spelling), schema.classes(), "");
  }
}
