package com.nextgen.ml.monitoring.baseline.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON document of limited size and depth. Objects become maps, arrays of numbers {@code
 * double[]}, other arrays lists, numbers {@code Double}.
 */
final class JsonTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxNumberLength(400)
                  .maxNameLength(1 << 16)
                  .maxStringLength(1 << 20)
                  .build())
          .build();

  private JsonTree() {}

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException if it is not one; the message names line and column
   */
  static JsonObject read(byte[] document) {
    try (JsonParser parser = FACTORY.createParser(document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("$: a JSON object is expected");
      }
      JsonObject object = new JsonObject("$", object(parser));
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("something stands behind the JSON object");
      }
      return object;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON" + place(e.getLocation()), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON in UTF-8", e);
    }
  }

  private static String place(@Nullable JsonLocation at) {
    return at == null
        ? ", or nested too deep"
        : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return members;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static double number(JsonParser parser) throws IOException {
    return Double.parseDouble(parser.getText());
  }

  private static Object array(JsonParser parser) throws IOException {
    double[] numbers = new double[16];
    int size = 0;
    JsonToken token = parser.nextToken();
    while (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      numbers[size++] = number(parser);
      token = parser.nextToken();
    }
    if (token == JsonToken.END_ARRAY) {
      return Arrays.copyOf(numbers, size);
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(numbers[i]);
    }
    for (; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      values.add(value(parser));
    }
    return values;
  }
}
