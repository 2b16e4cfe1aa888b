package com.nextgen.ml.service.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A file read in chunks is the file read row by row, wherever the chunks end. */
class RecordChunksTest {

  /** Everything that matters to where records end, in any order. */
  @Provide
  Arbitrary<String> tables() {
    return Arbitraries.of(
            "\"", "\"\"", ",", "\n", "\r", "\r\n", "a", "é", "€", "1.5", "x,y\n", "\"p\nq\",z\n")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 5000)
  void rowsAndErrorsEqualThoseOfTheSequentialReader(
      @ForAll("tables") String text, @ForAll @IntRange(min = 4, max = 40) int size)
      throws IOException {
    byte[] bytes = ("a,b\n" + text).getBytes(StandardCharsets.UTF_8);

    assertThat(oneMessageOnQuotes(chunked(bytes, size)))
        .isEqualTo(oneMessageOnQuotes(whole(bytes)));
  }

  /** A row that has both mistakes may be told of either. */
  private static Object oneMessageOnQuotes(Object outcome) {
    return outcome instanceof String message
        ? message.replaceAll("a quote is not closed|text stands behind a closing quote", "quotes")
        : outcome;
  }

  @Test
  void namesTheLineOfWhatIsNotUtf8() {
    byte[] bytes = "a\r\nx\r\n\uFFFD\r\nM\u00fcnchen\r\n".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 10] = (byte) 0xFC;

    assertThat(chunked(bytes, 1000)).isEqualTo("line 4: not UTF-8 text");
    assertThat(chunked(bytes, 4)).isEqualTo("line 4: not UTF-8 text");
  }

  @Test
  void acceptsTheReplacementCharacter() {
    byte[] bytes = "a\n\uFFFD\n".getBytes(StandardCharsets.UTF_8);

    assertThat(chunked(bytes, 1000)).isEqualTo(List.of(new CsvRow(2, List.of("\uFFFD"))));
  }

  @Test
  void passesOverAByteOrderMarkAndEmptyLinesBeforeTheHeader() {
    byte[] bytes = "\uFEFF\r\n\na\n1\n".getBytes(StandardCharsets.UTF_8);

    assertThat(chunked(bytes, 1000)).isEqualTo(List.of(new CsvRow(4, List.of("1"))));
  }

  @Test
  void boundsTheLengthOfARecord() {
    String endless = "a,b\n1,2\n3,\"" + "x".repeat(4 * RecordLimit.LONGEST) + "\"\n";

    assertThat(chunked(endless.getBytes(StandardCharsets.UTF_8), 1 << 17))
        .isEqualTo("line 3: a row longer than 4000000 characters; is a quote not closed?");
  }

  /** The rows, or the message of what is wrong. */
  private static Object chunked(byte[] bytes, int size) {
    List<CsvRow> rows = new ArrayList<>();
    try {
      RecordChunks chunks = new RecordChunks(new ByteArrayInputStream(bytes), ',', size);
      int columns = 0;
      for (Chunk chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
        columns =
            columns == 0
                ? chunk
                    .text()
                    .lines()
                    .filter(l -> !l.isEmpty())
                    .findFirst()
                    .orElseThrow()
                    .split(",")
                    .length
                : columns;
        rows.addAll(new ChunkParser<>(columns, ',', new RowSink()).parse(chunk));
      }
      return rows;
    } catch (CsvException e) {
      return e.getMessage();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Object whole(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("table", ".csv");
    try {
      Files.write(file, bytes);
      try (CsvFile csv = CsvFile.open(file, CsvFormat.DEFAULT)) {
        List<CsvRow> rows = new ArrayList<>();
        for (CsvRow row = csv.next(); row != null; row = csv.next()) {
          rows.add(row);
        }
        return rows;
      }
    } catch (CsvException e) {
      return e.getMessage();
    } finally {
      Files.delete(file);
    }
  }

  private static final class RowSink implements FieldSink<List<CsvRow>> {
    private final List<CsvRow> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private long line;

    @Override
    public void field(int column, char[] text, int offset, int length, long line) {
      assertThat(column).isEqualTo(row.size());
      this.line = line;
      row.add(new String(text, offset, length));
    }

    @Override
    public void end() {
      rows.add(new CsvRow(line, row));
      row = new ArrayList<>();
    }

    @Override
    public List<CsvRow> take() {
      return List.copyOf(rows);
    }
  }
}
