package com.nextgen.ml.service.http.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {
  private static final String PREDICT =
      "{\"instances\":[{\"features\":{\"size\":1,\"rooms\":2,\"zip\":\"98001\"}}]}";
  private static final String INFER =
      "{\"inputs\":[{\"name\":\"X\",\"shape\":[1,3],\"datatype\":\"FP32\",\"data\":[1,2,0]}]}";

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    }
    return bytes.toByteArray();
  }

  private static byte[] deflate(byte[] body, boolean bare) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, bare);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(body);
    }
    deflater.end();
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void bodiesOfRowsMayBeCompressed() throws Exception {
    try (TestServer server = new TestServer()) {
      for (String path : new String[] {"/v1/models/price/predict", "/v2/models/price/infer"}) {
        byte[] body = utf8(path.startsWith("/v1") ? PREDICT : INFER);
        for (Map.Entry<String, byte[]> sent :
            Map.of(
                    "gzip", gzip(body),
                    "X-GZIP", gzip(body),
                    "deflate", deflate(body, false),
                    "Deflate", deflate(body, true),
                    "identity", body)
                .entrySet()) {
          HttpResponse<byte[]> answer =
              server.post(path, sent.getValue(), Map.of("Content-Encoding", sent.getKey()));
          assertThat(answer.statusCode()).as(path + " " + sent.getKey()).isEqualTo(200);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "zstd", "gzip, gzip", "identity, gzip", "x"})
  void otherCodingsAreNamed(String coding) throws Exception {
    try (TestServer server = new TestServer()) {
      HttpResponse<byte[]> answer =
          server.post(
              "/v1/models/price/predict", utf8(PREDICT), Map.of("Content-Encoding", coding));
      assertThat(answer.statusCode()).isEqualTo(415);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8))
          .contains("'" + coding + "'", "gzip or deflate");
    }
  }

  @Test
  void whatGoesToFilesMayNotBeCompressed() throws Exception {
    try (TestServer server = new TestServer()) {
      HttpResponse<byte[]> answer =
          server.post(
              "/v1/models/price/feedback",
              gzip(utf8("{\"labels\":[]}")),
              Map.of("Content-Encoding", "gzip"));
      assertThat(answer.statusCode()).isEqualTo(415);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("the body as it is");
    }
  }

  @Test
  void aSmallBodyThatBecomesTooLongIsRefusedAndCounted() throws Exception {
    byte[] bomb = gzip(new byte[64 << 20]);
    try (TestServer server = new TestServer()) {
      HttpResponse<byte[]> answer =
          server.post("/v2/models/price/infer", bomb, Map.of("Content-Encoding", "gzip"));
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(new String(answer.body(), StandardCharsets.UTF_8))
          .contains("longer than the limit of " + 100 * bomb.length + " bytes once it is");
    }
  }

  @Test
  void theLimitIsOnDecompressedBytes() throws Exception {
    byte[] body = new byte[1000];
    assertThat(ContentCoding.GZIP.decoded(gzip(body), 1000)).isEqualTo(body);
    assertThatThrownBy(() -> ContentCoding.GZIP.decoded(gzip(body), 999))
        .isInstanceOf(HttpProblem.class)
        .hasMessageContaining("999 bytes");
    assertThatThrownBy(() -> ContentCoding.DEFLATE.decoded(deflate(body, true), 999))
        .hasMessageContaining("999 bytes");
  }

  @Test
  void aDictionaryThatOnlyTheSenderHasIsNoEmptyBody() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater();
    deflater.setDictionary(utf8("features"));
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(utf8(INFER));
    }
    deflater.end();
    assertThatThrownBy(() -> ContentCoding.DEFLATE.decoded(bytes.toByteArray(), 1000))
        .isInstanceOf(HttpProblem.class)
        .hasMessageContaining("damaged, or is not deflate");
  }

  @Test
  void damagedBodiesAreTheCallers() throws Exception {
    byte[] whole = gzip(utf8(INFER));
    byte[] wrong = whole.clone();
    wrong[wrong.length - 8] ^= 1; // its checksum
    for (byte[] body :
        new byte[][] {
          new byte[0], {31}, Arrays.copyOf(whole, whole.length / 2), utf8(INFER), wrong
        }) {
      assertThatThrownBy(() -> ContentCoding.GZIP.decoded(body, 1000))
          .isInstanceOf(HttpProblem.class)
          .hasMessageContaining("damaged, or is not gzip");
    }
    byte[] deflated = deflate(utf8(INFER), false);
    assertThatThrownBy(
            () -> ContentCoding.DEFLATE.decoded(Arrays.copyOf(deflated, deflated.length - 9), 1000))
        .hasMessageContaining("damaged, or is not deflate");
  }
}
