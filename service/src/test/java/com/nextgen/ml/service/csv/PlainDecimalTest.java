package com.nextgen.ml.service.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlainDecimalTest {
  private static final long MOST = 999_999_999_999_999L;

  /** Of up to 15 digits, the point anywhere. */
  @Provide
  Arbitrary<String> plain() {
    return Arbitraries.strings()
        .withCharRange('0', '9')
        .ofMinLength(1)
        .ofMaxLength(15)
        .flatMap(
            digits ->
                Arbitraries.integers()
                    .between(0, digits.length())
                    .map(at -> digits.substring(0, at) + "." + digits.substring(at)));
  }

  @Provide
  Arbitrary<String> anything() {
    return Arbitraries.of("-", "+", ".", "0", "1", "9", "e", " ", "12345678", "N")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 5000)
  void parsesAsJavaDoes(@ForAll("plain") String text) {
    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    assertThat(parse("-" + text)).isEqualTo(Double.parseDouble("-" + text));
  }

  @Property
  void roundsToTheNearestDouble(
      @ForAll long digits, @ForAll @IntRange(min = 0, max = 14) int scale) {
    String text = BigDecimal.valueOf(digits % (MOST + 1), scale).toPlainString();
    if (text.replaceAll("[^0-9]", "").length() <= 15) {
      assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
    }
  }

  @Property(tries = 5000)
  void refusesWhatIsNotANumber(@ForAll("anything") String text) {
    double value = parse(text);

    if (!Double.isNaN(value)) {
      assertThat(CsvFormat.isNumber(text)).isTrue();
      assertThat(value).isEqualTo(Double.parseDouble(text));
    }
  }

  @Test
  void leavesOtherFormsToTheFullParser() {
    for (String text :
        List.of("", "-", ".", "-.", "1e3", "+1", "1234567890123456", "0.000000000000001", "NaN")) {
      assertThat(parse(text)).as(text).isNaN();
    }
    assertThat(parse("-0")).isEqualTo(-0.0);
    assertThat(parse("0.1")).isEqualTo(0.1);
    assertThat(parse("5.")).isEqualTo(5);
    assertThat(parse(".00000000000001")).isEqualTo(1e-14);
  }

  /** In the middle of other text. */
  private static double parse(String text) {
    return PlainDecimal.parse(("7" + text + "7").toCharArray(), 1, text.length());
  }
}
