package com.nextgen.ml.monitoring.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {
  private static final List<String> KNOWN = List.of("window", "against", "from", "to", "segment");

  @ParameterizedTest
  @CsvSource({
    "windw, window",
    "Window, window",
    "widnow, window",
    "windows, window",
    "agianst, against",
    "form, from",
    "ot, to",
    "o, to",
    "segmnts, segment"
  })
  void isFoundThroughAFewSlips(String given, String meant) {
    assertThat(NearestName.of(given, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit", "token", "", "w", "window_function_of_something"})
  void isNobodyWhereTooMuchDiffers(String given) {
    assertThat(NearestName.of(given, KNOWN)).isEmpty();
  }

  @Test
  void ofAnEndlessNameComparesTheBeginningOnly() {
    assertThat(NearestName.of("a".repeat(10_000_000), List.of("a".repeat(64)))).isPresent();
    assertThat(NearestName.of("window", List.of())).isEmpty();
  }
}
