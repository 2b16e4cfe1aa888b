package com.nextgen.ml.service.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where test data lie, and rows in JSON as blocks. */
public final class TestFiles {
  private TestFiles() {}

  /** The directory of the model fixtures. */
  public static Path fixtures() {
    return upwards("service/src/test/resources/onnx").orElseThrow();
  }

  /** The examples' directory in the project. */
  public static Path examples() {
    return upwards("examples").orElseThrow();
  }

  /** The shared test data, which may be absent. */
  public static Optional<Path> sharedData() {
    return upwards("shared/data");
  }

  private static Optional<Path> upwards(String relative) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(relative))) {
        return Optional.of(at.resolve(relative));
      }
    }
    return Optional.empty();
  }

  public static JsonNode json(Path path) throws IOException {
    return new ObjectMapper().readTree(path.toFile());
  }

  /** Rows of named features as a block in a schema's shape. */
  public static RowBlock rows(ModelSchema schema, Iterable<JsonNode> rows, int count) {
    double[] numeric = new double[count * schema.numericWidth()];
    String[] categorical = new String[count * schema.categoricalWidth()];
    int numbers = 0;
    int texts = 0;
    for (JsonNode row : rows) {
      for (Feature feature : schema.features()) {
        JsonNode value = row.get(feature.name());
        if (feature.isNumeric()) {
          numeric[numbers++] = value.isNull() ? Missing.NUMBER : value.doubleValue();
        } else {
          categorical[texts++] = value.isNull() ? null : value.asText();
        }
      }
    }
    return new RowBlock(count, numeric, categorical);
  }
}
