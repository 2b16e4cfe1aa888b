package com.nextgen.ml.service.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.service.http.TestServer;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryTensorsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String LENGTH = "Inference-Header-Content-Length";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static byte[] data(Consumer<ByteBuffer> put) {
    ByteBuffer data = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    put.accept(data);
    byte[] bytes = new byte[data.position()];
    data.flip().get(bytes);
    return bytes;
  }

  private static byte[] texts(String... texts) {
    return data(
        out -> {
          for (String text : texts) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.putInt(utf8.length).put(utf8);
          }
        });
  }

  private static byte[] joined(byte[]... parts) {
    return data(
        out -> {
          for (byte[] part : parts) {
            out.put(part);
          }
        });
  }

  private static HttpResponse<byte[]> send(String model, String json, byte[] binary)
      throws Exception {
    byte[] head = json.getBytes(StandardCharsets.UTF_8);
    return server.post(
        "/v2/models/" + model + "/infer",
        joined(head, binary),
        Map.of("Content-Type", "application/octet-stream", LENGTH, "" + head.length));
  }

  private static String input(String name, String shape, String datatype, int size) {
    return "{\"name\":\"%s\",\"shape\":[%s],\"datatype\":\"%s\",\"parameters\":{\"binary_data_size\":%d}}"
        .formatted(name, shape, datatype, size);
  }

  private static String body(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "INT8, 1",
    "UINT8, 1",
    "INT16, 2",
    "UINT16, 2",
    "INT32, 4",
    "UINT32, 4",
    "INT64, 8",
    "UINT64, 8",
    "FP32, 4",
    "FP64, 8"
  })
  void numbersOfAllTypesComeLittleEndian(String datatype, int size) throws Exception {
    byte[] binary =
        data(
            out -> {
              for (int value : new int[] {100, 2, 1, 7, 3, 0}) {
                switch (datatype) {
                  case "FP32" -> out.putFloat(value);
                  case "FP64" -> out.putDouble(value);
                  default -> {
                    for (int i = 0; i < size; i++) {
                      out.put((byte) (i == 0 ? value : 0));
                    }
                  }
                }
              }
            });
    HttpResponse<byte[]> response =
        send("price", "{\"inputs\":[" + input("X", "2,3", datatype, 6 * size) + "]}", binary);
    assertThat(response.statusCode()).as(body(response)).isEqualTo(200);
    assertThat(server.models.price.lastRows().numeric()).containsExactly(100, 2, 7, 3);
    assertThat(server.models.price.lastRows().categorical()).containsExactly("98002", "98001");
  }

  @Test
  void signsAreThoseOfTheType() throws Exception {
    for (String datatype : new String[] {"INT8", "UINT8"}) {
      byte[] binary = {-1, -2, 0};
      send("price", "{\"inputs\":[" + input("X", "1,3", datatype, 3) + "]}", binary);
      assertThat(server.models.price.lastRows().numeric()[0])
          .isEqualTo(datatype.equals("INT8") ? -1 : 255);
    }
    byte[] all = data(out -> out.putLong(-1).putLong(Long.MIN_VALUE).putLong(0));
    send("price", "{\"inputs\":[" + input("X", "1,3", "UINT64", 24) + "]}", all);
    assertThat(server.models.price.lastRows().numeric()).containsExactly(0x1p64, 0x1p63);
  }

  @Test
  void inputsInBinaryAndInJsonStandSideBySide() throws Exception {
    byte[] ages = data(out -> out.putLong(30).putLong(31));
    byte[] months = texts("Nov", "Mär");
    String json =
        "{\"inputs\":["
            + "{\"name\":\"value\",\"shape\":[2],\"datatype\":\"FP32\",\"data\":[0.75,0.25]},"
            + input("age", "2", "INT64", ages.length)
            + ","
            + input("month", "2,1", "BYTES", months.length)
            + ","
            + input("weekend", "2", "BOOL", 2)
            + "]}";
    HttpResponse<byte[]> response = send("intent", json, joined(ages, months, new byte[] {1, 0}));
    assertThat(response.statusCode()).as(body(response)).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(server.models.intent.lastRows().numeric()).containsExactly(0.75, 30, 0.25, 31);
    assertThat(server.models.intent.lastRows().categorical())
        .containsExactly("Nov", "true", "Mär", "false");
  }

  @Test
  void noNaNInBinaryIsTakenForAMissingValue() throws Exception {
    byte[] binary = data(out -> out.putDouble(Missing.NUMBER).putDouble(2).putDouble(0));
    send("price", "{\"inputs\":[" + input("X", "1,3", "FP64", 24) + "]}", binary);
    double found = server.models.price.lastRows().numeric()[0];
    assertThat(found).isNaN();
    assertThat(Missing.is(found)).isFalse();
  }

  private static final String INTENT =
      "\"inputs\":["
          + "{\"name\":\"value\",\"shape\":[2],\"datatype\":\"FP32\",\"data\":[%s,0.25]},"
          + "{\"name\":\"age\",\"shape\":[2],\"datatype\":\"INT8\",\"data\":[30,31]},"
          + "{\"name\":\"month\",\"shape\":[2],\"datatype\":\"BYTES\",\"data\":[\"Nov\",\"Dec\"]},"
          + "{\"name\":\"weekend\",\"shape\":[2],\"datatype\":\"BOOL\",\"data\":[true,false]}]";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"parameters\":{\"binary_data_output\":true},",
        "\"outputs\":[{\"name\":\"label\",\"parameters\":{\"binary_data\":true}},"
            + "{\"name\":\"probabilities\",\"parameters\":{\"binary_data\":true,\"classification\":0}}],"
      })
  void outputsComeInBinaryWhereThatIsAskedFor(String asks) throws Exception {
    HttpResponse<byte[]> response =
        send("intent", "{" + asks + INTENT.formatted("0.75") + "}", new byte[0]);
    assertThat(response.statusCode()).as(body(response)).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).contains("application/octet-stream");
    int length = Integer.parseInt(response.headers().firstValue(LENGTH).orElseThrow());
    JsonNode json = MAPPER.readTree(response.body(), 0, length);
    assertThat(json.path("model_name").asText() + json.path("model_version").asText())
        .isEqualTo("intent3");
    assertThat(json.path("outputs").toString())
        .isEqualTo(
            "[{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[2],"
                + "\"parameters\":{\"binary_data_size\":17}},"
                + "{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[2,2],"
                + "\"parameters\":{\"binary_data_size\":16}}]");
    byte[] rest = java.util.Arrays.copyOfRange(response.body(), length, response.body().length);
    byte[] scores =
        data(out -> out.putFloat(0.25f).putFloat(0.75f).putFloat(0.75f).putFloat(0.25f));
    assertThat(rest).isEqualTo(joined(texts("true", "false"), scores));
  }

  @Test
  void aLabelThatTheModelDidNotChooseStaysJson() throws Exception {
    String asks = "{\"parameters\":{\"binary_data_output\":true},";
    HttpResponse<byte[]> response =
        send("intent", asks + INTENT.formatted("NaN") + "}", new byte[0]);
    int length = Integer.parseInt(response.headers().firstValue(LENGTH).orElseThrow());
    JsonNode outputs = MAPPER.readTree(response.body(), 0, length).path("outputs");
    assertThat(outputs.get(0).path("data").toString()).isEqualTo("[null,\"false\"]");
    assertThat(outputs.get(1).path("parameters").path("binary_data_size").asInt()).isEqualTo(16);
    float first =
        ByteBuffer.wrap(response.body(), length, 4).order(ByteOrder.LITTLE_ENDIAN).getFloat();
    assertThat(first).isNaN();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "binary_data_size":8                  | 12 | input 'X': binary_data_size is 8, but its shape and datatype need 12
          "binary_data_size":12                 | 11 | input 'X': binary_data_size is 12, but 11 bytes of binary data are left
          "binary_data_size":12                 | 13 | 1 bytes of binary data belong to no input
          "binary_data_size":-12                | 12 | binary_data_size must be a whole number from 0
          "binary_data_size":"12"               | 12 | binary_data_size must be a whole number from 0
          "binary_data_size":9223372036854775807| 12 | binary_data_size is 9223372036854775807, but 12
          "binary_data_size":92233720368547758070| 12 | binary_data_size must be a whole number from 0
          "other":12                            | 12 | input 'X': field 'data' is absent
          """)
  void lengthsThatDoNotFitAreNamed(String parameter, int bytes, String says) throws Exception {
    String json =
        "{\"inputs\":[{\"name\":\"X\",\"shape\":[1,3],\"datatype\":\"FP32\",\"parameters\":{%s}}]}"
            .formatted(parameter);
    HttpResponse<byte[]> response = send("price", json, new byte[bytes]);
    assertThat(response.statusCode()).as(body(response)).isEqualTo(400);
    assertThat(body(response)).contains(says);
  }

  @Test
  void dataAreSentOneWay() throws Exception {
    for (String members :
        new String[] {"\"data\":[1,2,0],\"name\":\"X\"", "\"name\":\"X\",\"data\":[1,2,0]"}) {
      String json =
          "{\"inputs\":[{\"shape\":[1,3],\"datatype\":\"FP32\",%s,\"parameters\":{\"binary_data_size\":12}}]}"
              .formatted(members);
      HttpResponse<byte[]> response = send("price", json, new byte[12]);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(body(response)).contains("input 'X' has both 'data' and binary_data_size");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e2", "99999", "9999999999", "x", "0x10", ""})
  void aLengthOfTheJsonThatDoesNotFitIsNamed(String length) throws Exception {
    byte[] json = "{\"inputs\":[]}".getBytes(StandardCharsets.UTF_8);
    HttpResponse<byte[]> response =
        server.post("/v2/models/price/infer", json, Map.of(LENGTH, length));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(body(response)).contains("'Inference-Header-Content-Length' is '" + length + "'");
  }

  private static String months(byte[] months, String shape) throws Exception {
    String json = "{\"inputs\":[" + input("month", shape, "BYTES", months.length) + "]}";
    HttpResponse<byte[]> response = send("intent", json, months);
    assertThat(response.statusCode()).isEqualTo(400);
    return body(response);
  }

  @Test
  void textsThatDoNotFitAreNamed() throws Exception {
    assertThat(months(texts("Nov", "Dec"), "3"))
        .contains("feature 'month' of row 2 is absent: the input's binary data end");
    assertThat(months(texts("Nov", "Dec"), "1")).contains("7 bytes follow the last value");
    assertThat(months(data(out -> out.putInt(99).put((byte) 'N')), "1"))
        .contains("feature 'month' of row 0 has a length that does not fit");
    assertThat(months(data(out -> out.putInt(-1).putInt(0)), "1"))
        .contains("feature 'month' of row 0 has a length that does not fit");
    assertThat(months(data(out -> out.putInt(1).put((byte) 0xff)), "1"))
        .contains("feature 'month' of row 0 is not text in UTF-8");
  }

  @Test
  void aByteThatIsNoBooleanIsNamed() throws Exception {
    String json = "{\"inputs\":[" + input("weekend", "1", "BOOL", 1) + "]}";
    assertThat(body(send("intent", json, new byte[] {2})))
        .contains("feature 'weekend' of row 0 must be the byte 0 or 1, not 2");
  }
}
