package com.nextgen.ml.service.table;

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
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.jspecify.annotations.Nullable;

/**
 * An open CSV file (RFC 4180, UTF-8 with or without a byte order mark, any line ending) that begins
 * with a header. Rows are read one at a time; nothing is kept.
 */
public final class CsvFile implements Closeable {
  private static final int MOST_COLUMNS = 20_000;

  private final CountingInput input;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final RecordLimit limit;
  private final List<String> columns;
  private final long size;

  private CsvFile(CountingInput input, CSVParser parser, RecordLimit limit, long size)
      throws CsvException {
    this.input = input;
    this.parser = parser;
    this.limit = limit;
    this.size = size;
    this.records = parser.iterator();
    this.columns = parser.getHeaderNames();
    if (columns.isEmpty()) {
      throw new CsvException("the file is empty; its first line must name the columns");
    }
    if (columns.size() > MOST_COLUMNS) {
      throw new CsvException("more than " + MOST_COLUMNS + " columns");
    }
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws CsvException if there is no such file, or no usable header
   */
  public static CsvFile open(Path path) throws CsvException {
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
        RecordLimit limit = new RecordLimit(text);
        return new CsvFile(input, parser(limit), limit, Files.size(path));
      } catch (IOException | IllegalArgumentException | CsvException e) {
        input.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw new CsvException("there is no file " + path, e);
    } catch (IOException | UncheckedIOException e) {
      throw new CsvException("cannot read " + path + ": " + reason(e), e);
    } catch (IllegalArgumentException e) {
      throw new CsvException("the header of " + path + " names a column twice or not at all", e);
    }
  }

  private static CSVParser parser(RecordLimit text) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .setAllowMissingColumnNames(false)
            .get();
    return CSVParser.builder().setReader(text).setFormat(format).get();
  }

  private static void skipByteOrderMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
  }

  /** The names of the columns, in the file's order. */
  public List<String> columns() {
    return columns;
  }

  /**
   * The place of a column.
   *
   * @throws CsvException if there is none; the message lists those there are
   */
  public int column(String name) throws CsvException {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw new CsvException(
          "there is no column '" + name + "'; there are " + String.join(", ", columns));
    }
    return index;
  }

  /**
   * The next row.
   *
   * @return null at the end of the file
   * @throws CsvException if it has another number of fields than the header, is not UTF-8, or a
   *     quote in it is not closed; the message names its line
   */
  public @Nullable CsvRow next() throws CsvException {
    long line = parser.getCurrentLineNumber() + 1;
    try {
      limit.begin();
      if (!records.hasNext()) {
        return null;
      }
      CSVRecord record = records.next();
      if (record.size() != columns.size()) {
        throw new CsvException(
            "line "
                + line
                + " has "
                + record.size()
                + " fields where the header has "
                + columns.size());
      }
      return new CsvRow(line, record.toList());
    } catch (UncheckedIOException | IllegalStateException e) {
      throw new CsvException("line " + line + ": " + reason(e), e);
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
      if (at instanceof CSVException) {
        return "a quote is not closed, or text stands behind a closing quote";
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
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
