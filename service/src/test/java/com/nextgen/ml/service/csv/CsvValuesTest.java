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

class CsvValuesTest {
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
  void parsesExactlyTheDocumentedNumbers(@ForAll("texts") String text) {
    assertThat(CsvValues.isNumber(text)).isEqualTo(NUMBER.matcher(text).matches());
  }

  @Property(tries = 20_000)
  void parsesNumbersAsJavaDoes(@ForAll("texts") String text) {
    if (CsvValues.isNumber(text)) {
      assertThat(CsvValues.number(text)).isEqualTo(Double.parseDouble(text));
    }
  }

  @Property
  void parsesEveryDoubleThatJavaPrints(@ForAll double value) {
    assertThat(CsvValues.number(Double.toString(value))).isEqualTo(value);
    assertThat(CsvValues.isNumber(Double.toString(value))).isEqualTo(Double.isFinite(value));
  }

  @Test
  void aNumberHas400CharactersAtMost() {
    assertThat(CsvValues.isNumber("1".repeat(400))).isTrue();
    assertThat(CsvValues.isNumber("1".repeat(401))).isFalse();
    assertThat(CsvValues.isNumber("")).isFalse();
  }

  @Test
  void spellingsOfAWholeNumberAreOneCategory() {
    assertThat(CsvValues.category("3.0")).isEqualTo("3");
    assertThat(CsvValues.category("+003.")).isEqualTo("3");
    assertThat(CsvValues.category("3")).isEqualTo("3");
    assertThat(CsvValues.category(".0")).isEqualTo(".0");
    assertThat(CsvValues.category("3.5")).isEqualTo("3.5");
  }

  @Test
  void aNumberMayMeanMissing() {
    assertThat(new CsvValues(Set.of("NA", "-999")).hidesNumbers()).isTrue();
    assertThat(CsvValues.DEFAULT.hidesNumbers()).isFalse();
  }
}
