package com.nextgen.ml.service.csv;

import com.nextgen.ml.monitoring.text.Messages;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An open CSV file (RFC 4180, UTF-8 with or without a byte order mark, any line ending) that begins
 * with a header. Rows are read one at a time; nothing is kept.
 */
public final class CsvFile implements Closeable {
  private static final int MAX_COLUMNS = 20_000;

  private final CountingInput input;
  private final CsvReader<CsvRow> reader;
  private final Iterator<CsvRow> records;
  private final RecordHandler handler = new RecordHandler();
  private final RecordLimit limit;
  private final List<String> columns;
  private final char separator;
  private final long size;

  private CsvFile(CountingInput input, RecordLimit limit, char separator, long size)
      throws CsvException {
    this.input = input;
    this.limit = limit;
    this.separator = separator;
    this.size = size;
    this.reader = reader(separator).build(handler, limit);
    this.records = reader.iterator();
    CsvRow header = record();
    if (header == null) {
      throw new CsvException("the file is empty; its first line must name the columns");
    }
    this.columns = List.copyOf(header.values());
    if (columns.size() > MAX_COLUMNS) {
      throw new CsvException("more than " + MAX_COLUMNS + " columns");
    }
  }

  /** RFC 4180; rows may have any number of fields, so that the reader can say which line has. */
  static CsvReader.CsvReaderBuilder reader(char separator) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .maxBufferSize(2 * RecordLimit.LONGEST);
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws CsvException if there is no such file, or no usable header
   */
  public static CsvFile open(Path path, CsvFormat format) throws CsvException {
    try {
      CountingInput input = new CountingInput(Files.newInputStream(path));
      try {
        BufferedReader text =
            new BufferedReader(
                new InputStreamReader(
                    input,
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        skipByteOrderMark(text);
        Character said = format.separator();
        char separator = said == null ? findSeparator(text, format) : said;
        CsvFile file = new CsvFile(input, new RecordLimit(text), separator, Files.size(path));
        file.checkNames();
        return file;
      } catch (IOException | CsvException e) {
        input.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new CsvException("there is no such file; check the path", e);
    } catch (IOException e) {
      throw new CsvException(reason(e), e);
    }
  }

  private static void skipByteOrderMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
  }

  private static char findSeparator(BufferedReader text, CsvFormat format) throws IOException {
    text.mark(SeparatorFinder.LOOKED_AT);
    char[] start = new char[SeparatorFinder.LOOKED_AT];
    int length = 0;
    int read = text.read(start, 0, start.length);
    while (read > 0) {
      length += read;
      read = text.read(start, length, start.length - length);
    }
    text.reset();
    return SeparatorFinder.find(new String(start, 0, length), read < 0, format.separators());
  }

  private void checkNames() throws CsvException {
    Set<String> known = new HashSet<>();
    for (String name : columns) {
      if (!name.isBlank() && !known.add(name)) {
        throw new CsvException(
            "the header names column '" + Messages.quoted(name) + "' twice; rename one");
      }
    }
    if (known.isEmpty()) {
      throw new CsvException("the first line names no column");
    }
  }

  /**
   * Returns the names of the columns, in the file's order; blank for a column without a name, which
   * nothing can ask for.
   */
  public List<String> columns() {
    return columns;
  }

  /** Returns what stands between the fields. */
  public char separator() {
    return separator;
  }

  /** Returns the places of columns without a name, from 1. */
  public List<Integer> nameless() {
    return IntStream.range(0, columns.size())
        .filter(i -> columns.get(i).isBlank())
        .mapToObj(i -> i + 1)
        .toList();
  }

  /**
   * Returns the place of a column.
   *
   * @throws CsvException if there is none; the message lists those there are
   */
  public int column(String name) throws CsvException {
    int index = name.isBlank() ? -1 : columns.indexOf(name);
    if (index < 0) {
      throw new CsvException(ColumnNames.absent(List.of(name), columns));
    }
    return index;
  }

  /**
   * Returns the next row.
   *
   * @return null at the end of the file
   * @throws CsvException if it has another number of fields than the header, is not UTF-8, or a
   *     quote in it is not closed; the message names its line
   */
  public @Nullable CsvRow next() throws CsvException {
    CsvRow row = record();
    if (row != null && row.values().size() != columns.size()) {
      throw new CsvException(
          "line "
              + row.line()
              + " has "
              + row.values().size()
              + " fields where the header has "
              + columns.size());
    }
    return row;
  }

  private @Nullable CsvRow record() throws CsvException {
    try {
      limit.begin();
      if (!records.hasNext()) {
        return null;
      }
      CsvRow row = records.next();
      if (limit.ended()) {
        throw new CsvException("line " + row.line() + ": a quote is not closed");
      }
      return row;
    } catch (UncheckedIOException | CsvParseException e) {
      throw new CsvException("line " + handler.line() + ": " + reason(e), e);
    }
  }

  private static String reason(Exception e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof java.nio.charset.CharacterCodingException) {
        return "not UTF-8 text";
      }
      if (at instanceof RecordLimit.TooLongException) {
        return "a row longer than " + RecordLimit.LONGEST + " characters; is a quote not closed?";
      }
      if (at instanceof CsvParseException) {
        return "text stands behind a closing quote";
      }
    }
    return "the file cannot be read";
  }

  /** Bytes read so far, for progress. */
  public long bytesRead() {
    return input.count();
  }

  /** Bytes in all. */
  public long size() {
    return size;
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
