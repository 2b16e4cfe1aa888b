package com.nextgen.ml.service.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;

/** Makes a {@link CsvRow} of each record. */
final class RecordHandler extends AbstractBaseCsvCallbackHandler<CsvRow> {
  private static final int FEW = 16;

  private List<String> values = new ArrayList<>(FEW);
  private long line = 1;

  /** The line in which the record begins that is being read. */
  long line() {
    return line;
  }

  @Override
  protected void handleBegin(long startingLine) {
    line = startingLine;
    // As long as the one before: almost always all rows are.
    values = new ArrayList<>(Math.max(FEW, values.size()));
  }

  @Override
  protected void handleField(int field, char[] buffer, int offset, int length, boolean quoted) {
    values.add(length == 0 ? "" : new String(buffer, offset, length));
  }

  @Override
  protected CsvRow buildRecord() {
    return new CsvRow(line, values);
  }
}
