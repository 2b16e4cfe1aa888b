package com.nextgen.ml.service.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Ends the reading of a record that does not end by itself: a quote that is never closed. */
final class RecordLimit extends FilterReader {
  /** Characters that one record may take, what is read ahead included. */
  static final int LONGEST = 4_000_000;

  private int left = LONGEST;

  RecordLimit(Reader in) {
    super(in);
  }

  /** A new record begins. */
  void begin() {
    left = LONGEST;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    spend(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
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
