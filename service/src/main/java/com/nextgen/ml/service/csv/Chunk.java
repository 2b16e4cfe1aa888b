package com.nextgen.ml.service.csv;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Whole records of a CSV file, as they stand in it.
 *
 * @param bytes of which the first {@code length} count; not to be changed
 * @param line in which the first of them stands
 * @param header whether the first record is the file's first
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one thread to another, never compared
record Chunk(byte[] bytes, int length, long line, boolean header) {
  private static final char REPLACEMENT = '\uFFFD';

  /**
   * The characters.
   *
   * @throws CsvException if they are not UTF-8; the message names the line
   */
  String text() throws CsvException {
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0) {
      checkEncoding();
    }
    return text;
  }

  /** The replacement character stands for what is no UTF-8, unless the file itself has it. */
  private void checkEncoding() throws CsvException {
    CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer read = ByteBuffer.wrap(bytes, 0, length);
    if (strict.decode(read, CharBuffer.allocate(length), true).isError()) {
      String before = new String(bytes, 0, read.position(), StandardCharsets.UTF_8);
      long lines = (before + "x").lines().count() - 1;
      throw new CsvException("line " + (line + lines) + ": not UTF-8 text");
    }
  }
}
