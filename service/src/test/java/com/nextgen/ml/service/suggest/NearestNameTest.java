package com.nextgen.ml.service.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> KNOWN = List.of("window", "against", "", "from");

  @Test
  void findsTheNameThatDiffersLeast() {
    assertThat(NearestName.of("windw", KNOWN)).contains("window");
    assertThat(NearestName.of("AGAINST", KNOWN)).contains("against");
    assertThat(NearestName.of("form", List.of("for", "from", "format"))).contains("for");
  }

  @Test
  void suggestsNothingFarFetched() {
    assertThat(NearestName.of("segment", KNOWN)).isEmpty();
    assertThat(NearestName.of("", KNOWN)).isEmpty();
    assertThat(NearestName.of("x", List.of())).isEmpty();
  }

  @Test
  void hostileNamesAreNotCompared() {
    assertThat(NearestName.of("a".repeat(1_000_000), KNOWN)).isEmpty();
    assertThat(NearestName.of("b", Collections.nCopies(10, "b".repeat(1_000_000)))).isEmpty();
  }
}
