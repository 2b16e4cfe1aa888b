package com.nextgen.ml.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimesTest {
  private static final long NOW = Instant.parse("2023-11-23T10:00:00Z").toEpochMilli();

  @Test
  void aTimeMayBeFiveMinutesAheadAndNoMore() {
    assertThat(Times.readPast("2023-11-23T10:05:00Z", "timestamp", NOW)).isEqualTo(NOW + 300_000);
    assertThatThrownBy(() -> Times.readPast("2023-11-23T10:05:00.001Z", "timestamp", NOW))
        .isInstanceOf(HttpProblem.class)
        .hasMessageContaining("timestamp is '2023-11-23T10:05:00.001Z'")
        .hasMessageContaining("five minutes after now, 2023-11-23T10:00:00Z");
  }

  @Test
  void aTimeOfLongAgoIsTaken() {
    assertThat(Times.readPast("1970-01-01T00:00:00Z", "timestamp", NOW)).isZero();
  }
}
