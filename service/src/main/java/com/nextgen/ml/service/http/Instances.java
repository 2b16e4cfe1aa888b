package com.nextgen.ml.service.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a {@code predict} call.
 *
 * @param ids the caller's prediction id of each row; null where it gave none
 */
record Instances(RowBlock rows, List<@Nullable String> ids) {

  /**
   * Reads {@code {"instances":[{"id"?, "features":{…}, "groups"?:{…}}]}}.
   *
   * @throws HttpProblem 400 naming field and row
   */
  static Instances read(byte[] body, ModelSchema schema, Columns columns) {
    return Json.read(body, parser -> new Reader(schema, columns).read(parser));
  }

  private static final class Reader implements RowDocument.RowReader {
    private final ModelSchema schema;
    private final FeaturesReader features;
    private final RowBuffer rows;
    private final List<@Nullable String> ids = new ArrayList<>(1);

    Reader(ModelSchema schema, Columns columns) {
      this.schema = schema;
      features = new FeaturesReader(columns);
      rows = new RowBuffer(columns, 1);
    }

    Instances read(JsonParser parser) throws IOException {
      RowDocument.read(parser, "instances", this);
      return new Instances(rows.block(), ids);
    }

    @Override
    public void read(JsonParser parser, int row) throws IOException {
      rows.begin();
      String id = null;
      boolean hasFeatures = false;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        switch (name) {
          case "features" -> {
            features.read(parser, rows, row);
            hasFeatures = true;
          }
          case "id" -> {
            if (token != JsonToken.VALUE_NULL) {
              id = RowDocument.id(parser, "id of row " + row);
            }
          }
          case "groups" -> RowDocument.groups(parser, schema, row);
          default -> throw RowDocument.unknownField(name, row, "id, features, groups");
        }
      }
      if (!hasFeatures) {
        throw HttpProblem.invalid("field 'features' is absent in row " + row);
      }
      ids.add(id);
    }
  }
}
