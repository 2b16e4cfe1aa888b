package com.nextgen.ml.service.csv;

/**
 * Takes the records of a {@link Chunk} a field at a time and makes something of them. Used by one
 * thread.
 *
 * @param <T> what it makes of a chunk
 */
interface FieldSink<T> {
  /**
   * Takes a field of the row that is being read.
   *
   * @param column its place in the row, from 0; less than the header has
   * @param text holds it, without quotes; not to be kept
   * @param line where the row begins in the file
   * @throws CsvException if it is not as it must be
   */
  void field(int column, char[] text, int offset, int length, long line) throws CsvException;

  /** The row is whole. */
  void end();

  /** Returns what became of the rows since the last call. */
  T take();
}
