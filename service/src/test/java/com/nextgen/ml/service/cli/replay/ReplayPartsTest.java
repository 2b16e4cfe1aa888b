package com.nextgen.ml.service.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.cli.command.Progress;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import com.nextgen.ml.service.csv.EventTimes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayPartsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "2011-01-02, 2011-01-02T00:00:00Z",
    "2021-06-01 01:00:00, 2021-06-01T01:00:00Z",
    "2021-06-01T01:00:00.5, 2021-06-01T01:00:00.500Z",
    "2021-06-01T01:00:00+02:00, 2021-05-31T23:00:00Z",
    "20141013T000000, 2014-10-13T00:00:00Z",
    "1300000000, 2011-03-13T07:06:40Z",
  })
  void readsTimesInSeveralFormats(String text, Instant time) {
    assertThat(EventTimes.parse(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    "20260228, 2026-02-28T00:00:00Z",
    " 20240229.0 , 2024-02-29T00:00:00Z",
    "2026-02-28, 2026-02-28T00:00:00Z",
    "1300000000, 2011-03-13T07:06:40Z",
    "20260230,",
    "86400000,",
    "soon,",
  })
  void eightDigitsOfARealTimeAreADayAndNeverSeconds(String text, Instant time) {
    assertThat(EventTimes.parseReal(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Nov", "2011-13-01", "yesterday", "2011-02-30 00:00:00"})
  void refusesAnInvalidTime(String text) {
    assertThat(EventTimes.parse(text)).isNull();
  }

  @Test
  void ordersRowsByTimeAndKeepsTheOrderOfEqualTimes() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("rows.csv"), "t,v\n2011-01-03,c\n2011-01-01,a\n2011-01-03,d\n");

    ReplayRows rows = ReplayRows.read(file, CsvFormat.DEFAULT, "t", quiet());

    assertThat(rows.rows())
        .extracting(row -> row.values().values().get(1))
        .containsExactly("a", "c", "d");
  }

  @Test
  void namesTheLineOfARowWithoutATime() throws Exception {
    Path file = Files.writeString(folder.resolve("rows.csv"), "t,v\n2011-01-03,c\nsoon,a\n");
    assertThatThrownBy(() -> ReplayRows.read(file, CsvFormat.DEFAULT, "t", quiet()))
        .isInstanceOf(CsvException.class)
        .hasMessage("line 3, column 't': 'soon' is not a time");
  }

  @Test
  void paceFollowsTheRateOrTheData() {
    Instant first = Instant.EPOCH;
    Instant later = first.plusSeconds(3600);

    assertThat(new Pace.Unbounded().due(9, later, first)).isZero();
    assertThat(new Pace.Rate(50).due(100, null, null)).isEqualTo(Duration.ofSeconds(2));
    assertThat(new Pace.Speed(60).due(1, later, first)).isEqualTo(Duration.ofMinutes(1));
    assertThatThrownBy(() -> new Pace.Rate(0)).hasMessageContaining("--rate");
    assertThatThrownBy(() -> new Pace.Speed(Double.NaN)).hasMessageContaining("--speed");
  }

  @Test
  void writesInstancesByTheSchemasTypes() throws Exception {
    JsonNode schema =
        JSON.readTree(
            "{\"features\":[{\"name\":\"n\",\"type\":\"numeric\"},"
                + "{\"name\":\"c\",\"type\":\"categorical\"}]}");
    InstanceWriter writer =
        new InstanceWriter(schema, List.of("c", "x", "n", "k"), "k", CsvFormat.DEFAULT);

    byte[] body =
        writer.body(
            List.of(
                new CsvRow(2, List.of("3.0", "?", "1.5", "id-1")),
                new CsvRow(3, List.of("", "?", "NA", "id-2"))));

    assertThat(JSON.readTree(body))
        .isEqualTo(
            JSON.readTree(
                "{\"instances\":[{\"id\":\"id-1\",\"features\":{\"n\":1.5,\"c\":\"3\"}},"
                    + "{\"id\":\"id-2\",\"features\":{\"n\":null,\"c\":null}}]}"));
    assertThatThrownBy(() -> new InstanceWriter(schema, List.of("c"), null, CsvFormat.DEFAULT))
        .hasMessageContaining("there is no column 'n'");
  }

  @Test
  void booleansAndInfinitiesAreSpelledAsTheServiceTakesThem() throws Exception {
    JsonNode schema =
        JSON.readTree(
            "{\"features\":[{\"name\":\"n\",\"type\":\"numeric\"},"
                + "{\"name\":\"b\",\"type\":\"boolean\"}]}");
    InstanceWriter writer = new InstanceWriter(schema, List.of("n", "b"), null, CsvFormat.DEFAULT);
    byte[] body =
        writer.body(
            List.of(
                new CsvRow(2, List.of("inf", "0")),
                new CsvRow(3, List.of("-Infinity", "TRUE")),
                new CsvRow(4, List.of("x", "maybe"))));
    assertThat(new String(body, java.nio.charset.StandardCharsets.UTF_8))
        .contains("{\"n\":Infinity,\"b\":false}")
        .contains("{\"n\":-Infinity,\"b\":true}")
        .contains("{\"n\":\"x\",\"b\":\"maybe\"}");
  }

  @Test
  void progressShowsShareRateAndTimeLeft() {
    StringWriter said = new StringWriter();
    long[] now = {0};
    Progress progress = new Progress(new PrintWriter(said, true), "rows", () -> now[0], false);
    progress.at(1, 0.1);
    assertThat(said.toString()).isEmpty();
    now[0] = Duration.ofSeconds(10).toNanos();
    progress.at(500, 0.25);
    assertThat(said.toString().strip()).isEqualTo("25.0 %  500 rows  50/s  30.0 s left");
  }

  private static Progress quiet() {
    return new Progress(new PrintWriter(new StringWriter()), "rows", () -> 0, false);
  }
}
