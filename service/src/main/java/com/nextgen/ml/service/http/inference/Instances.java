package com.nextgen.ml.service.http.inference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.serving.Columns;
import com.nextgen.ml.service.serving.RowBuffer;
import java.io.IOException;
import java.util.List;

/**
 * The body of a {@code predict} call.
 *
 * @param notes what is said of the rows beside their features
 */
record Instances(RowBlock rows, RowMetadataReader notes) {

  /**
   * Reads {@code {"instances":[{"id"?, "features":{…}, "groups"?:{…}, "subject"?}]}}.
   *
   * @throws HttpProblem 400 naming field and row
   */
  static Instances read(byte[] body, Plans.Plan plan) {
    return Json.read(
        body, parser -> new Reader(plan.schema(), plan.columns()).all(parser, plan.maxRows()));
  }

  private static final class Reader implements RowDocument.RowReader {
    private final FeaturesReader features;
    private final RowBuffer rows;
    private final RowMetadataReader notes;

    Reader(ModelSchema schema, Columns columns) {
      notes = new RowMetadataReader(schema);
      features = new FeaturesReader(columns);
      rows = new RowBuffer(columns, 1);
    }

    Instances all(JsonParser parser, int maxRows) throws IOException {
      RowDocument.read(parser, "instances", maxRows, this);
      return new Instances(rows.block(), notes);
    }

    @Override
    public void read(JsonParser parser, int row) throws IOException {
      rows.begin();
      boolean hasFeatures = false;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("features")) {
          features.read(parser, rows, row);
          hasFeatures = true;
        } else if (!notes.read(parser, name, row)) {
          throw RowDocument.unknownField(name, row, List.of("id", "features", "groups", "subject"));
        }
      }
      if (!hasFeatures) {
        throw HttpProblem.invalid("field 'features' is absent in row " + row);
      }
    }
  }
}
