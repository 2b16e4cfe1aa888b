package com.nextgen.ml.service.http.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.http.TestServer;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumbersTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> predict(String visitor) throws Exception {
    return server.post(
        "/v1/models/visits/predict",
        "{\"instances\":[{\"features\":{\"visitor\":7,\"page views\":1}},"
            + "{\"features\":{\"page views\":2,\"visitor\":"
            + visitor
            + "}}]}");
  }

  private static HttpResponse<String> infer(String datatype, String visitor) throws Exception {
    return server.post(
        "/v2/models/visits/infer",
        "{\"inputs\":[{\"name\":\"visitor\",\"shape\":[2],\"datatype\":\"%s\",\"data\":[7,%s]},"
                .formatted(datatype, visitor)
            + "{\"name\":\"page_views\",\"shape\":[2],\"datatype\":\"UINT8\",\"data\":[1,2]}]}");
  }

  private static RowBlock taken(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return server.models.visits.lastRows();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        9007199254740993L,
        -9007199254740993L,
        (1L << 62) + 513,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1
      })
  void keepEachDigitForAModelOfIntegers(long visitor) throws Exception {
    for (RowBlock rows :
        new RowBlock[] {
          taken(predict(Long.toString(visitor))),
          taken(infer("INT64", Long.toString(visitor))),
          taken(infer("FP64", Long.toString(visitor)))
        }) {
      assertThat(rows.numeric()).containsExactly(7, 1, (double) visitor, 2);
      assertThat(rows.integers()).containsExactly(0, 0, visitor, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"9007199254740992", "-9007199254740992", "3", "0", "1e3", "4.0"})
  void areDoublesAsLongAsThoseAreExact(String visitor) throws Exception {
    RowBlock rows = taken(predict(visitor));
    assertThat(rows.integers()).isEmpty();
    assertThat(rows.numeric()[2]).isEqualTo(Double.parseDouble(visitor));
  }

  @ParameterizedTest
  @CsvSource({
    "1e30, is 2^53 or more",
    "9007199254740993.0, is 2^53 or more",
    "-1e16, is 2^53 or more",
    "9223372036854775808, is beyond the 64 bits",
    "-9223372036854775809, is beyond the 64 bits"
  })
  void areRefusedByNameWhereTheyCannotBeKept(String visitor, String says) throws Exception {
    HttpResponse<String> response = predict(visitor);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("feature 'visitor' of row 1 " + says);
  }

  @Test
  void ofUnsignedTensorsEndWhereTheModelsEnd() throws Exception {
    assertThat(taken(infer("UINT64", "9223372036854775807")).integers())
        .containsExactly(0, 0, Long.MAX_VALUE, 0);
    HttpResponse<String> response = infer("UINT64", "18446744073709551615");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("input 'visitor': feature 'visitor' of row 1 is beyond the 64 bits");
    assertThat(infer("UINT64", "18446744073709551616").body())
        .contains("not in the range of datatype UINT64");
  }

  @Test
  void areRoundedForAModelOfFloats() throws Exception {
    HttpResponse<String> response =
        server.post(
            "/v2/models/price/infer",
            "{\"inputs\":[{\"name\":\"X\",\"shape\":[1,3],\"datatype\":\"UINT64\","
                + "\"data\":[18446744073709551615,9007199254740993,1]}]}");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    RowBlock rows = server.models.price.lastRows();
    assertThat(rows.numeric()).containsExactly(0x1p64, 0x1p53);
    assertThat(rows.integers()).isEmpty();
  }

  @Test
  void areCarriedIntoTensorsByTheModelsNames() throws Exception {
    HttpResponse<String> response =
        server.post(
            "/v2/models/visits/infer",
            "{\"inputs\":[{\"name\":\"page views\",\"shape\":[1],\"datatype\":\"INT64\",\"data\":[1]}]}");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("unknown input 'page views'", "input for this feature is 'page_views'");
  }
}
