package com.nextgen.ml.service.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {
  @TempDir Path folder;

  @Test
  void readsQuotesBothLineEndingsAndAByteOrderMark() throws Exception {
    Path file = write("\uFEFFa,b\r\n\"x, \"\"y\"\"\",1\n\"two\nlines\",2\r\nä,\n");

    try (CsvFile csv = CsvFile.open(file, CsvFormat.DEFAULT)) {
      assertThat(csv.columns()).containsExactly("a", "b");
      assertThat(rows(csv))
          .containsExactly(
              new CsvRow(2, List.of("x, \"y\"", "1")),
              new CsvRow(3, List.of("two\nlines", "2")),
              new CsvRow(5, List.of("ä", "")));
      assertThat(csv.bytesRead()).isEqualTo(csv.size()).isEqualTo(Files.size(file));
    }
  }

  @Test
  void namesTheLineOfARowWithTheWrongNumberOfFields() throws Exception {
    assertThatThrownBy(() -> readAll("a,b\n1,2\n3\n"))
        .isInstanceOf(CsvException.class)
        .hasMessage("line 3 has 1 fields where the header has 2");
    assertThatThrownBy(() -> readAll("a,b\n1,2,3\n")).hasMessageContaining("line 2 has 3 fields");
  }

  @Test
  void namesTheLineOfAQuoteThatIsNotClosed() {
    assertThatThrownBy(() -> readAll("a,b\n1,2\n\"3,4\n"))
        .isInstanceOf(CsvException.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("quote");
  }

  @Test
  void acceptsAClosingQuoteOnlyAtTheEndOfAField() throws Exception {
    assertThat(readAll("a\n\"x\"")).containsExactly(new CsvRow(2, List.of("x")));
    assertThat(readAll("a\nx\"y\n\n\"\"\n"))
        .containsExactly(new CsvRow(2, List.of("x\"y")), new CsvRow(4, List.of("")));
    assertThat(readAll("a,b\n1,")).containsExactly(new CsvRow(2, List.of("1", "")));
    assertThatThrownBy(() -> readAll("a\n1\n\"x\"y\n"))
        .isInstanceOf(CsvException.class)
        .hasMessage("line 3: text stands behind a closing quote");
    assertThatThrownBy(() -> readAll("a\n\"x")).hasMessage("line 2: a quote is not closed");
    assertThatThrownBy(() -> readAll("a\n\"x\"\"")).hasMessage("line 2: a quote is not closed");
    assertThatThrownBy(() -> readAll("\"a")).hasMessageContaining("a quote is not closed");
  }

  /** FastCSV up to 4.1.0 took the end of such a line for the other half of one. */
  @Test
  void aQuotedCarriageReturnDoesNotEndALine() throws Exception {
    assertThat(readAll("a,b\n1,\"x\r\"\n2,y\n"))
        .containsExactly(new CsvRow(2, List.of("1", "x\r")), new CsvRow(4, List.of("2", "y")));
  }

  @Test
  void boundsTheLengthOfARecord() {
    String endless = "a,b\n1,\"" + "x".repeat(2 * RecordLimit.LONGEST) + "\"\n";
    assertThatThrownBy(() -> readAll(endless))
        .isInstanceOf(CsvException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("longer than");
  }

  @Test
  void refusesTextThatIsNotUtf8() throws IOException {
    Path file = folder.resolve("latin1.csv");
    Files.write(file, "a,b\nM\u00fcnchen,1\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> rows(CsvFile.open(file, CsvFormat.DEFAULT)))
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void refusesAnEmptyFileADoubleColumnAndNoFile() {
    assertThatThrownBy(() -> readAll("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> readAll("a,a\n1,2\n")).hasMessageContaining("twice");
    assertThatThrownBy(() -> CsvFile.open(folder.resolve("absent.csv"), CsvFormat.DEFAULT))
        .isInstanceOf(CsvException.class)
        .hasMessage("there is no such file; check the path");
  }

  @Test
  void anUnknownColumnIsAnErrorThatListsTheOthers() throws Exception {
    try (CsvFile csv = CsvFile.open(write("a,b\n"), CsvFormat.DEFAULT)) {
      assertThat(csv.column("b")).isEqualTo(1);
      assertThatThrownBy(() -> csv.column("c")).hasMessageContaining("there are a, b");
      assertThat(csv.next()).isNull();
    }
  }

  private List<CsvRow> readAll(String text) throws Exception {
    try (CsvFile csv = CsvFile.open(write(text), CsvFormat.DEFAULT)) {
      return rows(csv);
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), text);
  }

  private static List<CsvRow> rows(CsvFile csv) throws CsvException {
    List<CsvRow> rows = new ArrayList<>();
    for (CsvRow row = csv.next(); row != null; row = csv.next()) {
      rows.add(row);
    }
    return rows;
  }
}
