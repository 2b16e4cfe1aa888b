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

class CsvFormatTest {
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
    assertThat(CsvFormat.isNumber(text)).isEqualTo(NUMBER.matcher(text).matches());
  }

  @Property(tries = 20_000)
  void aNumberIsTheOneThatJavaReads(@ForAll("texts") String text) {
    if (CsvFormat.isNumber(text)) {
      assertThat(CsvFormat.DEFAULT.number(text)).isEqualTo(Double.parseDouble(text));
    }
  }

  @Property
  void everyDoubleIsSpelledAsItself(@ForAll double value) {
    assertThat(CsvFormat.DEFAULT.number(Double.toString(value))).isEqualTo(value);
    assertThat(CsvFormat.isNumber(Double.toString(value))).isEqualTo(Double.isFinite(value));
  }

  @Test
  void aNumberHas400CharactersAtMost() {
    assertThat(CsvFormat.isNumber("1".repeat(400))).isTrue();
    assertThat(CsvFormat.isNumber("1".repeat(401))).isFalse();
    assertThat(CsvFormat.isNumber("")).isFalse();
  }

  @Test
  void aWholeNumberIsOneCategoryHoweverItIsSpelled() {
    assertThat(CsvFormat.category("3.0")).isEqualTo("3");
    assertThat(CsvFormat.category("+003.")).isEqualTo("3");
    assertThat(CsvFormat.category("3")).isEqualTo("3");
    assertThat(CsvFormat.category(".0")).isEqualTo(".0");
    assertThat(CsvFormat.category("3.5")).isEqualTo("3.5");
  }

  @Test
  void aNumberMayStandForNoValue() {
    assertThat(CsvFormat.withMissing(Set.of("NA", "-999")).hasPlainNumbers()).isFalse();
    assertThat(CsvFormat.DEFAULT.hasPlainNumbers()).isTrue();
  }
}
