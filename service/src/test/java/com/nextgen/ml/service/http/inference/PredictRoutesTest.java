package com.nextgen.ml.service.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.service.http.TestServer;
import com.nextgen.ml.service.http.TestVersion;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PredictRoutesTest {
  private static final String REST = "\"age\":30,\"month\":\"Nov\",\"weekend\":false}}";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode predict(String path, String instances) throws Exception {
    HttpResponse<String> response = server.post(path, "{\"instances\":[" + instances + "]}");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return TestServer.tree(response);
  }

  @Test
  void appliesTheThreshold() throws Exception {
    JsonNode answer =
        predict(
            "/v1/models/intent/predict",
            "{\"id\":\"a\",\"groups\":{\"country\":\"DE\"},\"features\":{\"value\":0.5,"
                + REST
                + ",{\"id\":\"b\",\"features\":{\"value\":0.49,"
                + REST);
    assertThat(answer.toString())
        .isEqualTo(
            "{\"model\":\"intent\",\"version\":\"3\",\"predictions\":["
                + "{\"id\":\"a\",\"prediction\":\"true\",\"score\":0.5,"
                + "\"scores\":{\"false\":0.5,\"true\":0.5}},"
                + "{\"id\":\"b\",\"prediction\":\"false\",\"score\":0.49,"
                + "\"scores\":{\"false\":0.51,\"true\":0.49}}]}");
  }

  @Test
  void writesNaNAsNull() throws Exception {
    JsonNode answer =
        predict(
            "/v1/models/intent/predict",
            "{\"id\":\"a\",\"features\":{\"value\":NaN,"
                + REST
                + ",{\"id\":\"b\",\"features\":{\"value\":0.75,"
                + REST);
    assertThat(answer.path("predictions").toString())
        .isEqualTo(
            "[{\"id\":\"a\",\"prediction\":null,\"score\":null,"
                + "\"scores\":{\"false\":null,\"true\":null}},"
                + "{\"id\":\"b\",\"prediction\":\"true\",\"score\":0.75,"
                + "\"scores\":{\"false\":0.25,\"true\":0.75}}]");
  }

  @Test
  void generatesIdsThatSortByTime() throws Exception {
    String instance = "{\"features\":{\"value\":0.5," + REST;
    JsonNode one = predict("/v1/models/intent/versions/3/predict", instance);
    JsonNode more = predict("/v1/models/intent/predict", instance + "," + instance);
    String first = one.path("predictions").get(0).path("id").asText();
    String second = more.path("predictions").get(0).path("id").asText();
    assertThat(first)
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(second).endsWith("#0").matches(id -> id.substring(0, 13).compareTo(first) >= 0);
    assertThat(more.path("predictions").get(1).path("id").asText())
        .isEqualTo(second.replace("#0", "#1"));
  }

  @Test
  void takesFeaturesInAnyOrderAndCodesByName() throws Exception {
    JsonNode answer =
        predict(
            "/v1/models/price/predict",
            "{\"features\":{\"zip\":98002,\"rooms\":null,\"size\":12.5}},"
                + "{\"features\":{\"rooms\":3,\"zip\":\"98003\",\"size\":7}}");
    assertThat(answer.path("predictions").get(0).path("prediction").asDouble()).isEqualTo(12.5);
    assertThat(answer.path("predictions").get(1).has("score")).isFalse();
    var rows = server.models.price.lastRows();
    assertThat(rows.categorical()).containsExactly("98002", "98003");
    assertThat(Missing.is(rows.numeric()[1])).isTrue();
    assertThat(rows.numeric()[3]).isEqualTo(3);
  }

  @Test
  void countsObservations() throws Exception {
    String path = "/v1/models/elsewhere/versions/1/observations";
    TestVersion version = server.models.elsewhere;
    HttpResponse<String> response =
        server.post(
            path,
            "{\"observations\":[{\"id\":\"1\",\"features\":{\"value\":1},\"prediction\":true,"
                + "\"score\":0.75,\"timestamp\":\"2023-11-23T10:00:00+01:00\"},"
                + "{\"id\":\"2\",\"features\":{\"value\":2},\"prediction\":\"TRUE\"},"
                + "{\"id\":\"3\",\"features\":{\"value\":3},\"prediction\":0}]}");
    assertThat(response.body()).isEqualTo("{\"accepted\":3}");
    var predictions = version.predictions.remove();
    assertThat(predictions.classIndex()).containsExactly(1, 1, 0);
    assertThat(predictions.score()[0]).isEqualTo(0.75);
    assertThat(Missing.is(predictions.score()[1])).isTrue();
    assertThat(version.rows.remove().numeric()).containsExactly(1, 2, 3);

    for (String[] bad :
        new String[][] {
          {
            "{\"id\":\"1\",\"features\":{\"value\":1},\"prediction\":\"maybe\"}",
            "known: false, true"
          },
          {"{\"id\":\"1\",\"features\":{\"value\":1}}", "'prediction' is absent in row 1"},
          {"{\"features\":{\"value\":1},\"prediction\":true}", "'id' is absent in row 1"},
          {
            "{\"id\":\"1\",\"features\":{\"value\":1},\"prediction\":1,\"timestamp\":\"now\"}",
            "timestamp of row 1"
          },
          {
            "{\"id\":\"1\",\"features\":{\"value\":1},\"prediction\":1,"
                + "\"timestamp\":\"9036-01-01T00:00:00Z\"}",
            "timestamp of row 1 is '9036-01-01T00:00:00Z', more than five minutes after now"
          },
          {
            "{\"id\":\"1\",\"features\":{\"value\":1},\"prediction\":true,\"score\":1.7}",
            "score of row 1 is 1.7: the model's scores are probabilities"
          },
          {
            "{\"id\":\"1\",\"features\":{\"value\":1},\"prediction\":true,\"score\":1e999}",
            "score of row 1 must be a finite number"
          },
          {
            "{\"id\":\"1\",\"features\":{\"value\":1},\"prediction\":true,\"score\":0.2}",
            "prediction of row 1 is 'true', and its score 0.2 is under the threshold 0.5"
          }
        }) {
      response =
          server.post(
              path,
              "{\"observations\":[{\"id\":\"1\",\"features\":{\"value\":1},\"prediction\":true},"
                  + bad[0]
                  + "]}");
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(TestServer.tree(response).path("detail").asText()).contains(bad[1]);
    }
    assertThat(version.rows).as("all rows or none").isEmpty();
    assertThat(version.leases).hasValue(0);
  }

  @Test
  void refusesObservationsThatAreNotFinite() throws Exception {
    HttpResponse<String> response =
        server.post(
            "/v1/models/price/versions/1/observations",
            "{\"observations\":[{\"id\":\"1\",\"features\":{\"size\":1,\"zip\":\"98001\",\"rooms\":2},\"prediction\":-1e999}]}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(TestServer.tree(response).path("detail").asText())
        .isEqualTo("prediction of row 0 must be a finite number");
  }
}
