package com.nextgen.ml.service.csv;

/**
 * A CSV file cannot be read; the message names the line and column where there is one. Whoever was
 * told to read the file names it, so that it is named once.
 */
public final class CsvException extends Exception {
  private static final long serialVersionUID = 1L;

  public CsvException(String message) {
    super(message);
  }

  public CsvException(String message, Throwable cause) {
    super(message, cause);
  }
}
