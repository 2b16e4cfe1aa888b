package com.nextgen.ml.service.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.service.http.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenInferenceRoutesTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static final String FEATURES =
      """
      {"name":"age","shape":[2],"datatype":"INT64","data":[30,null]},
      {"name":"month","shape":[2,1],"datatype":"BYTES","data":[["Nov"],["Dec"]]},
      {"name":"weekend","shape":[2],"datatype":"BOOL","data":[true,0]}""";

  private static String tensors(String value) {
    return "{\"id\":\"call-1\",\"inputs\":[" + value + "," + FEATURES + "]}";
  }

  private static String value(String data) {
    return "{\"name\":\"value\",\"shape\":[2,1],\"datatype\":\"FP32\",\"data\":" + data + "}";
  }

  @Test
  void describesServerAndModels() throws Exception {
    assertThat(TestServer.tree(server.get("/v2")).path("name").asText()).isEqualTo("ml-service");
    assertThat(TestServer.tree(server.get("/v2/health/live")).path("live").asBoolean()).isTrue();
    assertThat(TestServer.tree(server.get("/v2/health/ready")).path("ready").asBoolean()).isTrue();
    JsonNode model = TestServer.tree(server.get("/v2/models/intent"));
    assertThat(model.path("name").asText()).isEqualTo("intent");
    assertThat(model.path("versions").get(0).asText()).isEqualTo("3");
    assertThat(model.path("inputs")).hasSize(4);
    assertThat(model.path("inputs").get(2).path("datatype").asText()).isEqualTo("BYTES");
    assertThat(model.path("outputs").get(1).path("shape").toString()).isEqualTo("[-1,2]");
    assertThat(server.get("/v2/models/intent/versions/3").statusCode()).isEqualTo(200);
    assertThat(server.get("/v2/models/intent/ready").statusCode()).isEqualTo(200);
    assertThat(server.get("/v2/models/intent/versions/3/ready").body())
        .isEqualTo("{\"name\":\"intent\",\"ready\":true}");
    assertThat(server.get("/v2/models/elsewhere/ready").statusCode()).isEqualTo(503);
    assertThat(server.models.intent.leases).hasValue(0);
  }

  @Test
  void answersOneTensorPerFeature() throws Exception {
    HttpResponse<String> response =
        server.post("/v2/models/intent/infer", tensors(value("[[0.75],[0.25]]")));
    assertThat(response.body())
        .isEqualTo(
            "{\"model_name\":\"intent\",\"model_version\":\"3\",\"id\":\"call-1\",\"outputs\":["
                + "{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[2],"
                + "\"data\":[\"true\",\"false\"]},"
                + "{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[2,2],"
                + "\"data\":[0.25,0.75,0.75,0.25]}]}");
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    var rows = server.models.intent.lastRows();
    assertThat(rows.numeric()[1]).isEqualTo(30);
    assertThat(Missing.is(rows.numeric()[3])).isTrue();
    assertThat(rows.categorical()).containsExactly("Nov", "true", "Dec", "false");
    assertThat(server.models.intent.leases).hasValue(0);
  }

  @Test
  void writesNaNAsNull() throws Exception {
    HttpResponse<String> response =
        server.post("/v2/models/intent/infer", tensors(value("[[NaN],[0.25]]")));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    JsonNode outputs = TestServer.tree(response).path("outputs");
    assertThat(outputs.get(0).path("data").toString()).isEqualTo("[null,\"false\"]");
    assertThat(outputs.get(1).path("data").toString()).isEqualTo("[null,null,0.75,0.25]");
  }

  @Test
  void answersAMatrixWithCodesFlatAndNestedAndWithDataFirst() throws Exception {
    for (String input :
        new String[] {
          "{\"name\":\"X\",\"shape\":[2,3],\"datatype\":\"FP32\",\"data\":[1.5,2,0,2.5,3,2]}",
          "{\"name\":\"X\",\"shape\":[2,3],\"datatype\":\"FP64\",\"data\":[[1.5,2,0],[2.5,3,2.0]]}",
          "{\"data\":[[1.5,2,0],[2.5,3,2]],\"parameters\":{\"a\":[1]},\"name\":\"X\","
              + "\"shape\":[2,3],\"datatype\":\"FP32\"}"
        }) {
      HttpResponse<String> response =
          server.post("/v2/models/price/versions/1/infer", "{\"inputs\":[" + input + "]}");
      JsonNode answer = TestServer.tree(response);
      assertThat(answer.path("outputs").toString())
          .isEqualTo(
              "[{\"name\":\"variable\",\"datatype\":\"FP32\",\"shape\":[2,1],\"data\":[1.5,2.5]}]");
      assertThat(answer.path("id").asText()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}");
      assertThat(server.models.price.lastRows().categorical()).containsExactly("98001", "98003");
    }
  }

  @Test
  void returnsOnlyTheRequestedOutputs() throws Exception {
    String body =
        tensors(value("[0.1,0.9]")).replaceFirst("\\{", "{\"outputs\":[{\"name\":\"label\"}],");
    JsonNode answer = TestServer.tree(server.post("/v2/models/intent/infer", body));
    assertThat(answer.path("outputs")).hasSize(1);
    assertThat(answer.path("outputs").get(0).path("name").asText()).isEqualTo("label");
    body = body.replace("\"name\":\"label\"", "\"name\":\"labels\"");
    HttpResponse<String> refused = server.post("/v2/models/intent/infer", body);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("unknown output 'labels'", "probabilities");
  }

  @Test
  void passesOverWhatOnlyOtherServersNeed() throws Exception {
    String body =
        tensors("{\"content_type\":\"np\"," + value("[0.75,0.25]").substring(1))
            .replaceFirst(
                "\\{",
                "{\"model_name\":\"intent\",\"outputs\":null,"
                    + "\"parameters\":{\"priority\":[{}],\"sequence_id\":7},\"more\":{\"a\":[1]},");
    HttpResponse<String> response = server.post("/v2/models/intent/infer", body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    body = tensors(value("[0.75,0.25]")).replace("\"call-1\"", "null,\"parameters\":null");
    assertThat(server.post("/v2/models/intent/infer", body).statusCode()).isEqualTo(200);
  }

  @Test
  void refusesByNameWhatItCannotDoWithAnOutput() throws Exception {
    for (String asks : List.of("classification", "class_count", "shared_memory_region")) {
      String output = "{\"name\":\"label\",\"parameters\":{\"" + asks + "\":2}}";
      String body =
          tensors(value("[0.1,0.9]")).replaceFirst("\\{", "{\"outputs\":[" + output + "],");
      HttpResponse<String> refused = server.post("/v2/models/intent/infer", body);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("output 'label'", "not supported");
    }
  }

  @Test
  void runsLargeBatchesInThePool() throws Exception {
    String data =
        IntStream.range(0, 300).mapToObj(i -> i + ",2,1").collect(Collectors.joining(","));
    String body =
        "{\"inputs\":[{\"name\":\"X\",\"shape\":[300,3],\"datatype\":\"FP32\",\"data\":["
            + data
            + "]}]}";
    server.models.price.threads.clear();
    JsonNode answer = TestServer.tree(server.post("/v2/models/price/infer", body));
    assertThat(answer.path("outputs").get(0).path("data")).hasSize(300);
    assertThat(answer.path("outputs").get(0).path("data").get(299).asDouble()).isEqualTo(299);
    assertThat(server.models.price.threads).allMatch(name -> name.startsWith("inference-"));
  }
}
