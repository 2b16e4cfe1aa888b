package com.nextgen.ml.service.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.schema.MissingSpellings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnKindsTest {
  @TempDir Path folder;

  @Test
  void distinguishesNumbersFractionsAndText() throws Exception {
    List<ColumnKind> kinds =
        read("whole,fraction,text,none,late\n1,1,a,,1\n2,2.5,b,NA,2.5\nNaN,1e3,a,,x\n");

    assertThat(kinds).extracting(ColumnKind::values).containsExactly(2L, 3L, 3L, 0L, 3L);
    assertThat(kinds).extracting(ColumnKind::different).containsExactly(2, 3, 2, 0, 3);
    assertThat(kinds)
        .extracting(ColumnKind::holdsNumbers)
        .containsExactly(true, true, false, true, false);
    assertThat(kinds.get(0).hasFractions()).isFalse();
    assertThat(kinds.get(1).hasFractions()).isTrue();
  }

  @Test
  void tellsTextsThatTheOtherDecimalMarkMakesNumbersOf() throws Exception {
    String commas = "comma;point;text;late\n1,5;2.5;a;7,5\n2;3;1,5;x\n";
    assertThat(read(commas))
        .extracting(ColumnKind::hasOtherDecimalMark)
        .containsExactly(true, false, false, false);

    CsvFormat decimalComma = new CsvFormat(null, true, MissingSpellings.DEFAULT);
    Path file = folder.resolve("table.csv");
    assertThat(ColumnKinds.read(file, decimalComma, (rows, fraction) -> {}))
        .extracting(ColumnKind::hasOtherDecimalMark)
        .containsExactly(false, true, false, false);
  }

  @Test
  void ignoresNumbersThatMeanMissing() throws Exception {
    Path file = Files.writeString(folder.resolve("table.csv"), "a\n-999\n1\n");

    ColumnKind kind =
        ColumnKinds.read(file, CsvFormat.withMissing(Set.of("-999")), (rows, fraction) -> {})
            .get(0);

    assertThat(kind.values()).isEqualTo(1);
  }

  /** So many rows that every thread has some. */
  @Test
  void mergesWhatThreadsSaw() throws Exception {
    int rows = 200_000;
    String text =
        IntStream.range(0, rows)
            .mapToObj(i -> i % 5000 + "," + i + "," + (i == 150_000 ? "x" : "1"))
            .collect(Collectors.joining("\n", "some,many,late\n", "\n"));

    List<ColumnKind> kinds = read(text);

    assertThat(kinds).extracting(ColumnKind::values).containsOnly((long) rows);
    assertThat(kinds)
        .extracting(ColumnKind::different)
        .containsExactly(5000, ColumnKind.MAX_COUNTED, 2);
    assertThat(kinds.get(2).holdsNumbers()).isFalse();
  }

  @Test
  void namesTheLineOfARowThatIsTooShort() {
    assertThatThrownBy(() -> read("a,b\n1,2\n3\n"))
        .isInstanceOf(CsvException.class)
        .hasMessage("line 3 has 1 fields where the header has 2");
  }

  @Property
  void countsDifferentTextsUpToANumber(
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 99) Integer> one,
      @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 99) Integer> other,
      @ForAll @IntRange(min = 1, max = 120) int most) {
    DistinctCounter all = new DistinctCounter(most);
    DistinctCounter others = new DistinctCounter(most);
    one.forEach(i -> add(all, i));
    other.forEach(i -> add(others, i));
    all.add(others);
    Set<Integer> expected = new HashSet<>(one);
    expected.addAll(other);

    assertThat(all.count()).isEqualTo(Math.min(most, expected.size()));
  }

  private static void add(DistinctCounter texts, int number) {
    char[] text = ("," + number + ",").toCharArray();
    texts.add(text, 1, text.length - 2);
  }

  private List<ColumnKind> read(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("table.csv"), text);
    return ColumnKinds.read(file, CsvFormat.DEFAULT, (rows, fraction) -> {});
  }
}
