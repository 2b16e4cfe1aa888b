package com.nextgen.ml.service.page.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void columnsBeginAtOnePlaceAndFiguresEndAtOne() {
    TextTable table = new TextTable(List.of("column", "PSI", "change"), Set.of(1));
    table.add(List.of("price", "0.1", "up"));
    table.add(List.of("naïve 𝛼𝛽𝛾", "12.25", ""));

    assertThat(table.lines())
        .containsExactly("column       PSI  change", "price        0.1  up", "naïve 𝛼𝛽𝛾  12.25");
  }

  @Test
  void aRowOfAnotherWidthIsRefused() {
    TextTable table = new TextTable(List.of("a", "b"), Set.of());
    assertThatThrownBy(() -> table.add(List.of("one")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
