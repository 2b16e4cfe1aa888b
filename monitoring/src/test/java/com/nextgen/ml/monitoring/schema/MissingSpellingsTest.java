package com.nextgen.ml.monitoring.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingSpellingsTest {

  @Test
  void withoutAWordNaIsMissingAmongNumbersAlone() {
    MissingSpellings usual = MissingSpellings.DEFAULT;
    assertThat(List.of("", "NA", "NaN")).allMatch(usual::isNumber);
    assertThat(List.of("na", "null", "?", "0")).noneMatch(usual::isNumber);
    assertThat(usual.isCategory("")).isTrue();
    assertThat(List.of("NA", "NaN", " ")).noneMatch(usual::isCategory);
    assertThat(usual.hasNumbers()).isFalse();
  }

  @Test
  void whatIsDeclaredReplacesTheUsual() {
    MissingSpellings said = MissingSpellings.of(List.of("?", "-999", "1d"));
    assertThat(List.of("", "?", "-999")).allMatch(said::isNumber);
    assertThat(List.of("NA", "NaN")).noneMatch(said::isNumber);
    assertThat(List.of("?", "-999")).allMatch(said::isCategory);
    assertThat(List.of("", "NA")).noneMatch(said::isCategory);
    assertThat(said.isNumber(-999.0)).isTrue();
    assertThat(said.isNumber(1.0)).isFalse();
  }

  @Test
  void aNumberIsOneAsAFloatToo() {
    MissingSpellings said = MissingSpellings.of(List.of("-99.9"));
    assertThat(said.isNumber(-99.9)).isTrue();
    assertThat(said.isNumber(-99.9f)).isTrue();
    assertThat(said.isNumber(-99.89)).isFalse();
  }

  @Test
  void sizesAreLimited() {
    assertThatThrownBy(() -> MissingSpellings.of(Collections.nCopies(101, "x")))
        .hasMessageContaining("at most 100");
    assertThatThrownBy(() -> MissingSpellings.of(List.of("x".repeat(201))))
        .hasMessageContaining("too long");
  }

  @Test
  void saysWhatIsEqual() {
    assertThat(MissingSpellings.of(List.of("b", "a")))
        .isEqualTo(MissingSpellings.of(List.of("a", "b")));
    assertThat(MissingSpellings.of(List.of())).isNotEqualTo(MissingSpellings.DEFAULT);
  }
}
