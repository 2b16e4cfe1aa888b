package com.nextgen.ml.service.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Few bytes can be many rows: rows are bounded, and what bytes may become. */
class RowLimitTest {
  private static final String ROW = "{\"features\":{\"size\":1,\"rooms\":2,\"zip\":\"98001\"}}";
  private static final String PREDICT = "/v1/models/price/predict";
  private static final String INFER = "/v2/models/price/infer";
  private static final String OBSERVE = "/v1/models/price/versions/1/observations";

  private static String instances(int rows) {
    return "{\"instances\":[" + ROW + ("," + ROW).repeat(rows - 1) + "]}";
  }

  private static String tensor(int rows) {
    return "{\"inputs\":[{\"name\":\"X\",\"shape\":["
        + rows
        + ",3],\"datatype\":\"FP32\",\"data\":[1,2,0"
        + ",1,2,0".repeat(rows - 1)
        + "]}]}";
  }

  private static byte[] gzip(String body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void aRequestHasNoMoreRowsThanTheSettingSays() throws Exception {
    try (TestServer server = new TestServer(Map.of("ml.http.row-limit", 20), 2, 100)) {
      assertThat(server.post(PREDICT, instances(20)).statusCode()).isEqualTo(200);
      assertThat(server.post(INFER, tensor(20)).statusCode()).isEqualTo(200);
      int counted = server.models.price.rows.size();
      String observations =
          instances(21)
              .replace("instances", "observations")
              .replace("}}", "},\"id\":\"a\",\"prediction\":1}");
      for (Map.Entry<String, String> sent :
          Map.of(PREDICT, instances(21), INFER, tensor(21), OBSERVE, observations).entrySet()) {
        HttpResponse<String> response = server.post(sent.getKey(), sent.getValue());
        assertThat(response.statusCode()).as(sent.getKey()).isEqualTo(413);
        assertThat(response.body())
            .contains("more than 20 rows (ml.http.row-limit); send them in several requests");
      }
      assertThat(server.models.price.rows).hasSize(counted);
      assertThat(server.models.price.requests()).contains("too-large");
    }
  }

  @Test
  void tenKilobytesDoNotBecomeMillionsOfRows() throws Exception {
    String million = instances(190_000); // 9.9 million bytes, less than the limit of a body
    byte[] sent = gzip(million);
    assertThat(sent).hasSizeLessThan(40_000);
    try (TestServer server = new TestServer()) {
      HttpResponse<byte[]> response =
          server.post(PREDICT, sent, Map.of("Content-Encoding", "gzip"));
      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(new String(response.body(), UTF_8)).contains("once it is decompressed");
      HttpResponse<String> plain = server.post(PREDICT, million);
      assertThat(plain.statusCode()).isEqualTo(413);
      assertThat(plain.body()).contains("more than 100000 rows");
      // What real rows are compressed to is taken.
      assertThat(
              server
                  .post(PREDICT, gzip(instances(2_000)), Map.of("Content-Encoding", "gzip"))
                  .statusCode())
          .isEqualTo(200);
    }
  }
}
