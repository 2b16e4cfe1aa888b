package com.nextgen.ml.service.table;

/** A CSV file cannot be read; the message names the file's line and column where there is one. */
public final class CsvException extends Exception {
  private static final long serialVersionUID = 1L;

  public CsvException(String message) {
    super(message);
  }

  public CsvException(String message, Throwable cause) {
    super(message, cause);
  }
}
