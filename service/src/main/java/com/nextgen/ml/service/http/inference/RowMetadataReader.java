package com.nextgen.ml.service.http.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.serving.RowMetadata;
import com.nextgen.ml.service.suggest.UnknownName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ids, group attributes and subjects of rows that are being read. Lists are made when needed. */
public final class RowMetadataReader {
  private final ModelSchema schema;
  private List<@Nullable String> ids = List.of();
  private List<@Nullable Map<String, String>> groups = List.of();
  private List<@Nullable String> subjects = List.of();

  public RowMetadataReader(ModelSchema schema) {
    this.schema = schema;
  }

  /** Reads a field of a row that is not about its features; false if it has another name. */
  public boolean read(JsonParser parser, String name, int row) throws IOException {
    switch (name) {
      case "id" -> {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
          ids = with(ids, row, RowDocument.id(parser, "id of row " + row));
        }
      }
      case "groups" -> groups = with(groups, row, groups(parser, row));
      case "subject" -> {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
          subjects = with(subjects, row, RowDocument.id(parser, "subject of row " + row));
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a row has an id. */
  public boolean hasId(int row) {
    return row < ids.size() && ids.get(row) != null;
  }

  /**
   * Returns what was read.
   *
   * @param rows how many
   */
  public RowMetadata details(String requestId, int rows, long receivedAt) {
    return new RowMetadata(
        padded(ids, rows),
        requestId,
        false,
        rows,
        receivedAt,
        padded(groups, rows),
        padded(subjects, rows));
  }

  private static <T> List<@Nullable T> with(List<@Nullable T> list, int row, T value) {
    List<@Nullable T> grown = list.isEmpty() ? new ArrayList<>() : list;
    while (grown.size() < row) {
      grown.add(null);
    }
    if (grown.size() == row) {
      grown.add(value);
    } else {
      grown.set(row, value);
    }
    return grown;
  }

  private static <T> List<@Nullable T> padded(List<@Nullable T> list, int rows) {
    if (!list.isEmpty()) {
      while (list.size() < rows) {
        list.add(null);
      }
    }
    return list;
  }

  /** Reads a row's group attributes, which must be among those that the schema declares. */
  private Map<String, String> groups(JsonParser parser, int row) throws IOException {
    Json.needObject(parser, "groups of row " + row);
    Map<String, String> read = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (schema.groups().stream().noneMatch(group -> group.attribute().equals(name))) {
        List<String> known = schema.groups().stream().map(GroupAttribute::attribute).toList();
        throw HttpProblem.invalid(
            "unknown group attribute '"
                + Messages.quoted(name)
                + "' in row "
                + row
                + UnknownName.known(name, known, "the model declares none"));
      }
      String spelling = group(parser, name, row);
      if (spelling != null && !schema.missing().isCategory(spelling)) {
        read.put(name, spelling);
      }
    }
    return read;
  }

  private static @Nullable String group(JsonParser parser, String name, int row)
      throws IOException {
    JsonToken token = parser.nextToken();
    if (!token.isScalarValue()) {
      throw Json.unexpected(
          parser, "group attribute '" + name + "' of row " + row, "a text, number or boolean");
    }
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> FeaturesReader.spelled(parser, token);
      default -> parser.getText();
    };
  }
}
