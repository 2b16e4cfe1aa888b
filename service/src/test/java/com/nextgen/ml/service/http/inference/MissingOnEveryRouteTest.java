package com.nextgen.ml.service.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.cli.client.FeatureWriter;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import com.nextgen.ml.service.http.TestServer;
import com.nextgen.ml.service.http.TestVersion;
import com.nextgen.ml.service.registry.yaml.SchemaJson;
import com.nextgen.ml.service.training.RowFile;
import com.nextgen.ml.service.training.RowKeys;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rows are the same, whichever way they come. */
class MissingOnEveryRouteTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double NONE = Missing.NUMBER;
  private static TestServer server;

  /** {@code -999} and {@code ?} stand for no value; {@code NA} is a category. */
  private static final String SPELLED =
      """
      value,month,weekend
      0.5,?,true
      ?,May,?
      ,,
      -999.0,NA,false
      0.25,-999.0,true
      """;

  private static final double[] NUMBERS = {0.5, NONE, NONE, NONE, 0.25};
  private static final @Nullable String[] TEXTS = {
    null, "true", "May", null, null, null, "NA", "false", null, "true"
  };

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void check(RowBlock rows, double[] numbers, @Nullable String[] texts) {
    assertThat(Arrays.stream(rows.numeric()).mapToLong(Double::doubleToRawLongBits))
        .containsExactlyElementsOf(
            Arrays.stream(numbers).mapToLong(Double::doubleToRawLongBits).boxed().toList());
    assertThat(rows.categorical()).isEqualTo(texts);
  }

  private static RowBlock taken(TestVersion model, HttpResponse<?> response) {
    assertThat(response.statusCode()).as("%s", response.body()).isEqualTo(200);
    return model.lastRows();
  }

  @Test
  void ofTrainingRows(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("rows.csv"), SPELLED);
    ModelSchema schema = server.models.spelled.schema();
    try (RowFile rows = RowFile.open(file, schema, CsvFormat.DEFAULT, RowKeys.NONE)) {
      check(Objects.requireNonNull(rows.next()).rows(), NUMBERS, TEXTS);
    }
  }

  @Test
  void ofRowsThatAreReplayed() throws Exception {
    String body = replayed(server.models.spelled, SPELLED);
    HttpResponse<String> answer = server.post("/v1/models/spelled/predict", body);
    check(taken(server.models.spelled, answer), NUMBERS, TEXTS);
  }

  @Test
  void ofRowsByName() throws Exception {
    HttpResponse<String> answer =
        server.post(
            "/v1/models/spelled/predict",
            """
            {"instances": [
              {"features": {"value": 0.5, "month": "?", "weekend": true}},
              {"features": {"value": "?", "month": "May", "weekend": "?"}},
              {"features": {"value": "", "month": "", "weekend": ""}},
              {"features": {"value": -999, "month": "NA", "weekend": false}},
              {"features": {"value": 0.25, "month": -999.0, "weekend": true}}
            ]}
            """);
    check(taken(server.models.spelled, answer), NUMBERS, TEXTS);
  }

  @Test
  void ofTensorsInJson() throws Exception {
    HttpResponse<String> answer =
        server.post(
            "/v2/models/spelled/infer",
            """
            {"inputs": [
              {"name": "value", "shape": [5], "datatype": "FP32", "data": [0.5, null, -999, -999, 0.25]},
              {"name": "month", "shape": [5], "datatype": "BYTES", "data": ["?", "May", "", "NA", "-999"]},
              {"name": "weekend", "shape": [5], "datatype": "BOOL", "data": [true, null, null, false, true]}
            ]}
            """);
    check(taken(server.models.spelled, answer), NUMBERS, TEXTS);
  }

  @Test
  void ofTensorsInBinary() throws Exception {
    ByteBuffer data = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    for (String text : List.of("?", "May", "", "NA", "-999")) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      data.putInt(utf8.length).put(utf8);
    }
    String head =
        """
        {"inputs": [
          {"name": "value", "shape": [5], "datatype": "FP32", "data": [0.5, -999, -999, -999, 0.25]},
          {"name": "month", "shape": [5], "datatype": "BYTES", "parameters": {"binary_data_size": %d}},
          {"name": "weekend", "shape": [5], "datatype": "BOOL", "data": [true, null, null, false, true]}
        ]}
        """
            .formatted(data.position());
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.write(data.array(), 0, data.position());
    HttpResponse<byte[]> answer =
        server.post(
            "/v2/models/spelled/infer",
            body.toByteArray(),
            Map.of(
                "Content-Type",
                "application/octet-stream",
                "Inference-Header-Content-Length",
                "" + head.length()));
    check(taken(server.models.spelled, answer), NUMBERS, TEXTS);
  }

  /** Without a word in the schema, NA and NaN are missing numbers, and categories as any other. */
  @Test
  void ofModelsThatSayNothing() throws Exception {
    String rows = "value,age,month,weekend\nNA,1,NA,NA\nNaN,2,NaN,true\n,,,\n";
    double[] numbers = {NONE, 1, NONE, 2, NONE, NONE};
    @Nullable String[] texts = {"NA", null, "NaN", "true", null, null};
    TestVersion intent = server.models.intent;
    check(
        taken(intent, server.post("/v1/models/intent/predict", replayed(intent, rows))),
        numbers,
        texts);
    String byName =
        """
        {"instances": [
          {"features": {"value": "NA", "age": 1, "month": "NA", "weekend": "NA"}},
          {"features": {"value": "NaN", "age": 2, "month": "NaN", "weekend": true}},
          {"features": {"value": "", "age": null, "month": "", "weekend": null}}
        ]}
        """;
    check(taken(intent, server.post("/v1/models/intent/predict", byName)), numbers, texts);
    assertThat(server.post("/v1/models/intent/predict", byName.replace("NaN", "?")).statusCode())
        .isEqualTo(400);
  }

  /** What {@code replay} sends of a file. */
  private static String replayed(TestVersion model, String csv) throws Exception {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FeatureWriter.JSON.createGenerator(text)) {
      SchemaJson.write(json, model.schema());
    }
    JsonNode schema = MAPPER.readTree(text.toString());
    List<String> lines = csv.lines().toList();
    FeatureWriter writer =
        new FeatureWriter(schema, List.of(lines.get(0).split(",", -1)), CsvFormat.DEFAULT);
    StringWriter body = new StringWriter();
    try (JsonGenerator json = FeatureWriter.JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeArrayFieldStart("instances");
      for (String line : lines.subList(1, lines.size())) {
        json.writeStartObject();
        writer.write(json, new CsvRow(1, List.of(line.split(",", -1))));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return body.toString();
  }
}
