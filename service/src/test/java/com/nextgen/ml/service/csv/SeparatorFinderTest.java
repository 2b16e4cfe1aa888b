package com.nextgen.ml.service.csv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeparatorFinderTest {

  @ParameterizedTest
  @ValueSource(chars = {',', ';', '\t', '|'})
  void findsWhatMakesTheSameNumberOfFieldsOfEveryLine(char separator) {
    String text = "a,b;c\td|e\n1.2.3.4\n".replaceAll("[,;\t|]", String.valueOf(separator));
    assertThat(find(text.replace('.', separator), true)).isEqualTo(separator);
  }

  @Test
  void decimalCommasDoNotPassForSeparators() {
    assertThat(find("price;share\n1,5;0,25\n2,5;0,5\n", true)).isEqualTo(';');
    assertThat(find("price, net;share\n1,5;0,25\n2;3\n", true)).isEqualTo(';');
  }

  @Test
  void quotedFieldsMayHoldAnySeparator() {
    assertThat(find("\"a;b\",c\n\"1;2;3\",x\n", true)).isEqualTo(',');
  }

  @Test
  void takesCommaWhereNothingSpeaksForAnother() {
    assertThat(find("", true)).isEqualTo(',');
    assertThat(find("only\n1\n", true)).isEqualTo(',');
    assertThat(find("\"never closed", false)).isEqualTo(',');
  }

  @Test
  void aLineThatIsCutOffIsNotLookedAt() {
    assertThat(find("a;b;c\n1;2;3\n4;5", false)).isEqualTo(';');
    assertThat(find("a,b;c\n1,2\n3,4;5,", false)).isEqualTo(',');
  }

  private static char find(String start, boolean whole) {
    return SeparatorFinder.find(start, whole, SeparatorFinder.CANDIDATES);
  }
}
