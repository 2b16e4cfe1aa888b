package com.nextgen.ml.service.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile and mistaken requests: each is refused with a reason, and the service goes on. */
class BadInputTest {
  private static final String GOOD =
      "{\"value\":0.75,\"age\":30,\"month\":\"Nov\",\"weekend\":false}";
  private static final int LIMIT = 20_000;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer(Map.of("ml.http.body-limit", LIMIT), 1, 10);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void theServiceGoesOn() throws Exception {
    assertThat(predict(GOOD).statusCode()).isEqualTo(200);
    assertThat(server.models.all()).allMatch(version -> version.leases.get() == 0);
  }

  private static HttpResponse<String> predict(String features) throws Exception {
    return server.post(
        "/v1/models/intent/predict", "{\"instances\":[{\"features\":" + features + "}]}");
  }

  private static HttpResponse<String> infer(String inputs) throws Exception {
    return server.post("/v2/models/price/infer", "{\"inputs\":" + inputs + "}");
  }

  /** Checks form and manners of an error, and gives what it says. */
  private static String refused(HttpResponse<String> response, int status) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonNode body = TestServer.tree(response);
    String detail;
    if (response.uri().getPath().startsWith("/v2")) {
      assertThat(response.headers().firstValue("content-type")).contains("application/json");
      assertThat(body.fieldNames()).toIterable().containsExactly("error");
      detail = body.path("error").asText();
    } else {
      assertThat(response.headers().firstValue("content-type"))
          .contains("application/problem+json");
      assertThat(body.path("status").asInt()).isEqualTo(status);
      assertThat(body.path("title").asText()).isNotBlank();
      detail = body.path("detail").asText();
    }
    assertThat(detail).isNotBlank().hasSizeLessThan(600);
    assertThat(response.body())
        .doesNotContain("Exception", "java.", "nextgen", "micronaut", "jackson", "\\tat ");
    return detail;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"instances":[{"features":{"value":}}]}      | line 1, column 36
          {"instances":[{"features":{"value":1         | line 1
          {"instances":[]} trailing                    | 'instances' holds no rows
          {"instances":[{"features":%s}]} 7            | text after the document
          []                                           | the body must be an object
          nonsense                                     | line 1
          {"rows":[]}                                  | unknown field 'rows'
          {}                                           | 'instances' is absent
          {"instances":{}}                             | 'instances' must be an array
          {"instances":[7]}                            | row 0 of 'instances' must be an object
          {"instances":[{}]}                           | 'features' is absent in row 0
          {"instances":[{"id":7,"features":%s}]}       | id of row 0 must be a text
          {"instances":[{"id":"a\\ud800"}]}            | id of row 0 holds half of a surrogate pair
          {"instances":[{"id":"\\udc00a"}]}            | id of row 0 holds half of a surrogate pair
          {"instances":[{"id":"\\ud83d\\u0007"}]}      | id of row 0 holds half of a surrogate pair
          {"instances":[{"id":"\\ud83d\\ude00\\u0007"}]} | id of row 0 must be 1 to 256 characters without control
          {"instances":[{"id":""}]}                    | id of row 0 must be 1 to 256 characters
          {"instances":[{"featurs":{}}]}               | unknown field 'featurs' in row 0
          {"instances":[{"features":[1]}]}             | features of row 0 must be an object
          """)
  void namesWhatIsWrongWithADocument(String body, String says) throws Exception {
    String sent = body.contains("%s") ? body.formatted(GOOD) : body;
    String detail = refused(server.post("/v1/models/intent/predict", sent), 400);
    assertThat(detail).contains(says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"value":1,"age":2,"month":"Nov"}                                | feature 'weekend' is absent in row 1
          {"value":1,"age":2,"month":"Nov","weekend":true,"price":3}       | unknown feature 'price' in row 1
          {"value":1,"age":2,"mnth":"Nov","weekend":true}               | unknown feature 'mnth' in row 1; did you mean 'month'?
          {"value":1,"age":2,"month":"Nov","weekend":true,"age":3}         | feature 'age' stands twice in row 1
          {"value":"1","age":2,"month":"Nov","weekend":true}               | feature 'value' of row 1 must be a number, not a text
          {"value":true,"age":2,"month":"Nov","weekend":true}              | feature 'value' of row 1 must be a number, not a boolean
          {"value":[1],"age":2,"month":"Nov","weekend":true}               | feature 'value' of row 1 must be a number, not an array
          {"value":1,"age":2,"month":{"a":1},"weekend":true}               | feature 'month' of row 1 must be a category, not an object
          {"value":1,"age":2,"month":"Nov","weekend":"maybe"}              | feature 'weekend' of row 1 must be true or false
          {"value":1,"age":2,"month":"Nov","weekend":2}                    | feature 'weekend' of row 1 must be true or false
          """)
  void namesFeatureAndRow(String features, String says) throws Exception {
    String body = "{\"instances\":[{\"features\":" + GOOD + "},{\"features\":" + features + "}]}";
    assertThat(refused(server.post("/v1/models/intent/predict", body), 400)).contains(says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                                                     | feature 'size' is absent
          [{"name":"X","shape":[1,3],"datatype":"FP32"}]                         | input 'X': field 'data' is absent
          [{"name":"X","data":[1,2,0],"datatype":"FP32"}]                        | input 'X': field 'shape' is absent
          [{"name":"X","shape":[1,3],"data":[1,2,0]}]                            | an input has no 'datatype'
          [{"name":"Y","shape":[1,3],"datatype":"FP32","data":[1,2,0]}]          | unknown input 'Y'; the model takes 'X'
          [{"name":"X","shape":[1,2],"datatype":"FP32","data":[1,2]}]            | shape [1, 2]; needed is [rows, 3]
          [{"name":"X","shape":[3],"datatype":"FP32","data":[1,2,0]}]            | needed is [rows, 3]
          [{"name":"X","shape":[0,3],"datatype":"FP32","data":[]}]               | holds no rows
          [{"name":"X","shape":[-1,3],"datatype":"FP32","data":[1,2,0]}]         | whole numbers from 0
          [{"name":"X","shape":[1.5,3],"datatype":"FP32","data":[1,2,0]}]        | whole numbers from 0
          [{"name":"X","shape":[4000000000,3],"datatype":"FP32","data":[1,2,0]}] | the body is too short
          [{"name":"X","shape":[2,3],"datatype":"FP32","data":[1,2,0,3]}]        | data end in row 1 after 1 values
          [{"name":"X","shape":[1,3],"datatype":"FP32","data":[1,2,0,3]}]        | more values than shape [1, 3]
          [{"name":"X","shape":[2,3],"datatype":"FP32","data":[[1,2,0],[1,2]]}]  | data end in row 1 after 2 values
          [{"name":"X","shape":[1,3],"datatype":"FP32","data":[[1,2,0,9]]}]      | more values than shape [1, 3]
          [{"name":"X","shape":[1,3],"datatype":"FP32","data":7}]                | data of input 'X' must be an array
          [{"name":"X","shape":[1,3],"datatype":"FP16","data":[1,2,0]}]          | datatype 'FP16' is not one of
          [{"name":"X","shape":[1,3],"datatype":"BYTES","data":["1","2","0"]}]   | BYTES does not fit the numeric feature 'size'
          [{"name":"X","shape":[1,3],"datatype":"FP32","data":[1,"2",0]}]        | feature 'rooms' of row 0 must be a number, not a text
          [{"name":"X","shape":[1,3],"datatype":"INT64","data":[1,2.5,0]}]       | feature 'rooms' of row 0 must be an integer
          [{"name":"X","shape":[1,3],"datatype":"FP32","data":[1,2,3]}]          | 3 is not one of the codes 0 to 2
          [{"name":"size","shape":[1],"datatype":"FP32","data":[1]}]             | feature 'rooms' is absent
          [{"name":"X","shape":[1,3],"datatype":"UINT8","data":[1,256,0]}]       | feature 'rooms' of row 0 is not in the range of datatype UINT8
          [{"name":"X","shape":[1,3],"datatype":"UINT64","data":[1,-1,0]}]       | feature 'rooms' of row 0 is not in the range of datatype UINT64
          [{"name":"X","shape":[1,3],"datatype":"INT64","data":[1,1e30,0]}]      | feature 'rooms' of row 0 must be an integer
          [{"name":"X","shape":[1,3],"datatype":"INT64","data":[1,9223372036854775808,0]}] | not in the range of datatype INT64
          [{"name":"X","shape":[1,3],"datatype":"FP32","parameters":{"binary_data_size":12}}] | input 'X': binary_data_size is 12, but 0 bytes of binary data are left; 'Inference-Header-Content-Length' says
          [{"name":"X","shape":[1,3],"datatype":"FP32","parameters":{"shared_memory_region":"r"}}] | input 'X': shared memory is not supported
          """)
  void namesWhatIsWrongWithATensor(String inputs, String says) throws Exception {
    assertThat(refused(infer(inputs), 400)).contains(says);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/models/%2e%2e/predict, 404",
    "/v1/models/..%2f..%2fetc%2fpasswd/predict, 404",
    "/v2/models/a%2Fb/infer, 404",
    "/v2/models/nobody/infer, 404",
    "/v2/models/intent/versions/4/infer, 404",
    "/v2/models/intent/versions/0/infer, 400",
    "/v2/models/intent/versions/x/infer, 400",
    "/v2/models/intent/versions/99999999999999999999/infer, 400",
    "/v1/models/%00/predict, 404",
    "/v1/models/%ff/predict, 404",
    "/v1/nothing, 404",
    "/v2/models//infer, 404",
  })
  void refusesUnknownNames(String path, int status) throws Exception {
    refused(server.post(path, "{}"), status);
  }

  @Test
  void refusesAnEndlessName() throws Exception {
    HttpResponse<String> response =
        server.post("/v2/models/" + "a".repeat(10_000) + "/infer", "{}");
    assertThat(refused(response, 404)).contains("is not loaded");
    response =
        HttpClient.newHttpClient()
            .send(
                server.json("/v1/models/" + "a".repeat(20_000) + "/predict", "{}").build(),
                BodyHandlers.ofString());
    assertThat(refused(response, 413)).contains("address");
  }

  @Test
  void refusesWrongMethodAndMediaType() throws Exception {
    assertThat(refused(server.get("/v2/models/intent/infer"), 405)).contains("POST");
    HttpResponse<String> response =
        server.client.send(
            HttpRequest.newBuilder(server.uri("/v1/models/intent/predict"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofString());
    assertThat(refused(response, 415)).contains("text/plain", "application/json");
  }

  @Test
  void refusesAnEmptyBody() throws Exception {
    assertThat(refused(server.post("/v2/models/intent/infer", ""), 400)).contains("empty");
  }

  @Test
  void acceptsNaNAndInfinitiesAndCountsTheRequest() throws Exception {
    int before = server.models.intent.rows.size();
    HttpResponse<String> response =
        predict("{\"value\":NaN,\"age\":-Infinity,\"month\":null,\"weekend\":null}");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(server.models.intent.rows).hasSize(before + 1);
    assertThat(server.models.intent.lastRows().numeric())
        .containsExactly(Double.NaN, Double.NEGATIVE_INFINITY);
    assertThat(server.models.intent.lastRows().categorical()).containsExactly(null, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "3.0", "3e0", "\"3\""})
  void spellsNumericCategoriesInOneWay(String number) throws Exception {
    predict("{\"value\":1,\"age\":2,\"month\":" + number + ",\"weekend\":1}");
    assertThat(server.models.intent.lastRows().categorical()).containsExactly("3", "true");
  }

  @Test
  void refusesABodyOverTheLimit() throws Exception {
    String body = "{\"instances\":[" + " ".repeat(LIMIT) + "]}";
    int before = server.models.intent.requests.size();
    assertThat(refused(server.post("/v1/models/intent/predict", body), 413)).contains("20000");
    assertThat(server.models.intent.requests().subList(before, before + 1))
        .containsExactly("too-large");
    HttpResponse<String> chunked =
        server.client.send(
            HttpRequest.newBuilder(server.uri("/v2/models/intent/infer"))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(body.getBytes(UTF_8))))
                .build(),
            BodyHandlers.ofString());
    assertThat(refused(chunked, 413)).contains("20000");
  }

  @Test
  void reportsEveryRequestAndItsErrorToTheObserver() throws Exception {
    TestVersion price = server.models.price;
    price.requests.clear();
    infer("[{\"name\":\"X\",\"shape\":[1,3],\"datatype\":\"FP32\",\"data\":[1,2,0]}]");
    infer("[]");
    infer("[{\"name\":\"X\",\"shape\":[1,3],\"datatype\":\"FP32\",\"data\":[666,2,0]}]");
    server.get("/v2/models/price/infer");
    server.post("/v2/models/nobody/infer", "{}");
    assertThat(price.requests()).containsExactly("ok", "invalid", "model");
  }

  @Test
  void passesOnTheErrorOfTheModel() throws Exception {
    HttpResponse<String> response =
        infer("[{\"name\":\"X\",\"shape\":[1,3],\"datatype\":\"FP32\",\"data\":[666,2,0]}]");
    assertThat(refused(response, 500)).isEqualTo("the model cannot divide by nothing");
    response = server.post("/v1/models/elsewhere/predict", "{\"instances\":[]}");
    assertThat(refused(response, 409)).contains("served elsewhere");
  }

  @Test
  void passesTraceIdsOn() throws Exception {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    for (String parent :
        new String[] {
          "00-" + trace + "-b7ad6b7169203331-01",
          "00-" + "0".repeat(32) + "-b7ad6b7169203331-01",
          "00-" + trace.toUpperCase(java.util.Locale.ROOT) + "-b7ad6b7169203331-01",
          "00-short"
        }) {
      server.client.send(
          server.json("/v2/models/price/infer", "{}").header("traceparent", parent).build(),
          BodyHandlers.ofString());
    }
    assertThat(server.models.price.traces).containsExactly(trace);
  }
}
