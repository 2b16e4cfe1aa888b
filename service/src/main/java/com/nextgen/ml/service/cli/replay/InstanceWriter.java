package com.nextgen.ml.service.cli.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.cli.client.FeatureWriter;
import com.nextgen.ml.service.cli.client.RequestBody;
import com.nextgen.ml.service.csv.ColumnNames;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes rows of a CSV file as the instances of a {@code predict} request. */
final class InstanceWriter {
  private final FeatureWriter features;
  private final int idColumn;

  /**
   * @param schema the model's, as the service shows it: {@code features} with name and type
   * @param columns the file's header
   * @param idColumn null if the service shall make the ids
   * @param format of the file
   * @throws CsvException if a feature has no column
   */
  InstanceWriter(JsonNode schema, List<String> columns, @Nullable String idColumn, CsvFormat format)
      throws CsvException {
    this.features = new FeatureWriter(schema, columns, format);
    this.idColumn = idColumn == null ? -1 : columns.indexOf(idColumn);
    if (idColumn != null && this.idColumn < 0) {
      throw new CsvException(ColumnNames.absent(List.of(idColumn), columns));
    }
  }

  /** Returns how many rows have an id that an earlier one has, which the service counts once. */
  long repeatedIds(ReplayRows rows) {
    if (idColumn < 0) {
      return 0;
    }
    Set<String> ids = new HashSet<>();
    return rows.rows().stream()
        .filter(row -> !ids.add(row.values().values().get(idColumn)))
        .count();
  }

  /** The body of one request. */
  byte[] body(List<CsvRow> rows) {
    return RequestBody.of(FeatureWriter.JSON, "instances", rows, this::write);
  }

  private void write(JsonGenerator json, CsvRow row) throws IOException {
    if (idColumn >= 0) {
      json.writeStringField("id", row.values().get(idColumn));
    }
    features.write(json, row);
  }
}
