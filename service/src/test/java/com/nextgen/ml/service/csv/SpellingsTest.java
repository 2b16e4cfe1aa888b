package com.nextgen.ml.service.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SpellingsTest {
  /** What a number is, in another way than the code has it. */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,5})?");

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "+", "-", ".", "e", "E", "0", "7", "12", "345678", "d", "f", "x", " ", "\u0663", "p1",
            "_")
        .list()
        .ofMaxSize(9)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 20_000)
  void aNumberIsWhatThePatternMatches(@ForAll("texts") String text) {
    assertThat(Spellings.isNumber(text)).isEqualTo(NUMBER.matcher(text).matches());
  }

  @Property(tries = 20_000)
  void aNumberIsTheOneThatJavaReads(@ForAll("texts") String text) {
    if (Spellings.isNumber(text)) {
      assertThat(Spellings.number(text)).isEqualTo(Double.parseDouble(text));
    }
  }

  @Property
  void everyDoubleIsSpelledAsItself(@ForAll double value) {
    assertThat(Spellings.number(Double.toString(value))).isEqualTo(value);
    assertThat(Spellings.isNumber(Double.toString(value))).isEqualTo(Double.isFinite(value));
  }

  @Test
  void aNumberHas400CharactersAtMost() {
    assertThat(Spellings.isNumber("1".repeat(400))).isTrue();
    assertThat(Spellings.isNumber("1".repeat(401))).isFalse();
    assertThat(Spellings.isNumber("")).isFalse();
  }

  @Test
  void aWholeNumberIsOneCategoryHoweverItIsSpelled() {
    assertThat(Spellings.category("3.0")).isEqualTo("3");
    assertThat(Spellings.category("+003.")).isEqualTo("3");
    assertThat(Spellings.category("3")).isEqualTo("3");
    assertThat(Spellings.category(".0")).isEqualTo(".0");
    assertThat(Spellings.category("3.5")).isEqualTo("3.5");
  }

  @Test
  void aNumberMayStandForNoValue() {
    assertThat(new Spellings(Set.of("NA", "-999")).hidesNumbers()).isTrue();
    assertThat(Spellings.DEFAULT.hidesNumbers()).isFalse();
  }
}
