package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever name a caller gets wrong, the answer says which was probably meant. */
class UnknownNamesServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MODEL = "/v1/models/purchase-intent";
  private static final String V2 = "/v2/models/purchase-intent";

  private record Question(String method, String path, String body, int status, String said) {}

  @TempDir static Path folder;
  private static LiveService live;

  @BeforeAll
  static void start() throws Exception {
    live = new LiveService(folder, "marketplace");
  }

  @AfterAll
  static void stop() {
    live.close();
  }

  private static Question get(String path, int status, String said) {
    return new Question("GET", path, "", status, said);
  }

  private static Question post(String path, String body, int status, String said) {
    return new Question("POST", path, body, status, said);
  }

  private static String meant(String name) {
    return "did you mean '" + name + "'?";
  }

  @Test
  void theAnswerNamesTheNearest() throws Exception {
    List<Question> questions =
        List.of(
            get("/v1/models/purchase-intend", 404, meant("purchase-intent")),
            get("/v1/models/purchase_intent/drift", 404, meant("purchase-intent")),
            get("/v1/status?model=purchase-intnt", 404, meant("purchase-intent")),
            get("/v1/models/Purchase-Intent/quality", 404, meant("purchase-intent")),
            post("/v1/models/purchase%20intent/predict", "{}", 404, meant("purchase-intent")),
            get("/v2/models/price-sugestion", 404, meant("price-suggestion")),
            get(MODEL + "/versions/7", 404, "has no version 7; there are 1"),
            get(MODEL + "/versions/7/drift", 404, "loaded: 1"),
            get(MODEL + "/versions/7/baseline", 404, "has no version 7; there are 1"),
            get("/v1/models/purchase-intnt/versions/1/baseline", 404, meant("purchase-intent")),
            get("/v2/models/purchase-intent/versions/7", 404, "loaded: 1"),
            new Question(
                "PUT",
                "/v1/models/purchase-intet/aliases/production",
                "{\"version\":\"1\",\"reason\":\"r\"}",
                404,
                meant("purchase-intent")),
            new Question(
                "PUT",
                MODEL + "/aliases/production",
                "{\"version\":\"7\",\"reason\":\"r\"}",
                404,
                "has no version 7; there are 1"),
            new Question(
                "PUT", MODEL + "/aliases/production", "{\"verson\":\"7\"}", 400, meant("version")),
            get(MODEL + "/drift?window=15m", 400, meant("1m")),
            get(MODEL + "/drift?agianst=previous", 400, meant("against")),
            get(MODEL + "/drift?against=previuos", 400, meant("previous")),
            get(MODEL + "/drift?against=version:7", 400, "loaded: 1"),
            get(MODEL + "/drift?segment=devcie", 400, "segment 'devcie' is not one of"),
            get(MODEL + "/verdicts?family=qualty", 400, meant("quality")),
            get(MODEL + "/performance?by=arival", 400, meant("arrival")),
            post(MODEL + "/predict", "{\"instance\":[]}", 400, meant("instances")),
            post(MODEL + "/predict", "{\"instances\":[{\"feature\":{}}]}", 400, meant("features")),
            post(
                MODEL + "/predict",
                "{\"instances\":[{\"features\":{\"prize\":1}}]}",
                400,
                meant("price")),
            post(V2 + "/infer", input("Price", "FP32"), 400, meant("price")),
            post(V2 + "/infer", input("price", "FP23"), 400, "datatype 'FP23' is not one of"));
    for (Question question : questions) {
      HttpResponse<String> answer =
          live.send(question.method(), question.path(), "application/json", question.body());
      assertThat(answer.statusCode()).as(question + answer.body()).isEqualTo(question.status());
      assertThat(text(answer)).as(question.toString()).contains(question.said());
    }
  }

  private static String input(String name, String datatype) {
    return "{\"inputs\":[{\"name\":\"%s\",\"shape\":[1,1],\"datatype\":\"%s\",\"data\":[1]}]}"
        .formatted(name, datatype);
  }

  private static String text(HttpResponse<String> answer) throws Exception {
    var body = JSON.readTree(answer.body());
    return body.has("error") ? body.path("error").asText() : body.path("detail").asText();
  }

  @Test
  void aNameOfHalfAMillionCharactersIsShortened() throws Exception {
    String huge = "n".repeat(500_000);
    for (Question question :
        List.of(
            post(MODEL + "/predict", "{\"" + huge + "\":[]}", 400, ""),
            post(MODEL + "/predict", "{\"instances\":[{\"" + huge + "\":1}]}", 400, ""),
            post(
                MODEL + "/predict",
                "{\"instances\":[{\"features\":{\"" + huge + "\":1}}]}",
                400,
                ""),
            post(
                MODEL + "/predict", "{\"instances\":[{\"groups\":{\"" + huge + "\":1}}]}", 400, ""),
            post(V2 + "/infer", input(huge, "FP32"), 400, ""),
            post(V2 + "/infer", input("price", huge), 400, ""),
            new Question(
                "PUT", MODEL + "/aliases/production", "{\"" + huge + "\":\"7\"}", 400, ""))) {
      HttpResponse<String> answer =
          live.send(question.method(), question.path(), "application/json", question.body());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(answer.body()).hasSizeBetween(20, 1_000);
    }
  }
}
