package com.nextgen.ml.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryNamesTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v2?a=1                                   | unknown query parameter 'a'; none is taken here
          /v2/health/live?a=1                       | unknown query parameter 'a'; none is taken here
          /v2/models/intent/ready?a=1               | unknown query parameter 'a'; none is taken here
          /metrics?name[]=ml_model_info             | unknown query parameter 'name[]'; none is taken here
          /?a=1                                     | unknown query parameter 'a'; none is taken here
          /v2/models/intent?%zz=1                   | the query of the address cannot be read
          /v1/models/intent/drift?window=%          | the query of the address cannot be read
          """)
  void areNamedWhereNobodyReadsThem(String target, String says) throws Exception {
    String answer =
        RawExchange.first(
            server.server.getPort(), "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400").contains(says);
    assertThat(answer.contains("{\"error\"")).isEqualTo(target.startsWith("/v2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/models/intent/predict", "/v2/models/intent/versions/3/infer"})
  void ofAnInferenceRequestAreCountedAsInvalid(String path) throws Exception {
    int before = server.models.intent.requests().size();
    HttpResponse<String> response = server.post(path + "?explain=true", "{}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("'explain'");
    assertThat(server.models.intent.requests()).hasSize(before + 1).last().isEqualTo("invalid");
  }

  @Test
  void areNoMatterWhereThereIsNothing() throws Exception {
    assertThat(server.get("/v1/nothing?a=1").statusCode()).isEqualTo(404);
    assertThat(server.get("/v2/models/intent/infer?a=1").statusCode()).isEqualTo(405);
    assertThat(server.get("/v2/models/intent?").statusCode()).isEqualTo(200);
    assertThat(server.get("/v2/models/intent?&").statusCode()).isEqualTo(200);
  }
}
