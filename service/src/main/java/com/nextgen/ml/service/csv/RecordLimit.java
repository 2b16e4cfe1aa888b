package com.nextgen.ml.service.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Ends the reading of a record that does not end by itself: a quote that is never closed. The last
 * line gets an end too, so that a record that goes on to the end of the text is no whole one.
 */
final class RecordLimit extends FilterReader {
  /** Characters that one record may take, what is read ahead included. */
  static final int LONGEST = 4_000_000;

  private int left = LONGEST;
  private boolean lastLineEnded;
  private boolean ended;

  RecordLimit(Reader in) {
    super(in);
  }

  /** A new record begins. */
  void begin() {
    left = LONGEST;
  }

  /** Whether somebody has asked for text behind the end. */
  boolean ended() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read < 0 && !lastLineEnded && length > 0) {
      lastLineEnded = true;
      buffer[offset] = '\n';
      return 1;
    }
    ended = read < 0;
    spend(Math.max(0, read));
    return read;
  }

  private void spend(int characters) throws IOException {
    left -= characters;
    if (left < 0) {
      throw new TooLongException();
    }
  }

  /** The record is longer than {@link #LONGEST}. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
