package com.nextgen.ml.service.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Splits chunks into fields, without making a string of each. Not thread-safe.
 *
 * @param <T> what becomes of a chunk
 */
final class ChunkParser<T> {
  private final int columns;
  private final char separator;
  private final FieldSink<T> sink;

  /**
   * @param columns how many fields a row must have
   * @param separator what stands between them
   * @param sink takes them
   */
  ChunkParser(int columns, char separator, FieldSink<T> sink) {
    this.columns = columns;
    this.separator = separator;
    this.sink = sink;
  }

  /**
   * Hands every row but the header to the sink.
   *
   * @return what the sink made of them
   * @throws CsvException of the first row that is not as it must be; the message names its line
   */
  T parse(Chunk chunk) throws CsvException {
    Handler handler = new Handler(chunk);
    Iterator<Boolean> rows = CsvFile.reader(separator).build(handler, chunk.text()).iterator();
    try {
      while (rows.hasNext()) {
        rows.next();
        if (handler.wrong != null) {
          throw handler.wrong;
        }
      }
      return sink.take();
    } catch (CsvParseException e) {
      throw new CsvException("line " + handler.line + ": text stands behind a closing quote", e);
    }
  }

  private final class Handler extends AbstractBaseCsvCallbackHandler<Boolean> {
    private final long linesBefore;
    private boolean header;
    private long line;
    private @Nullable CsvException wrong;

    Handler(Chunk chunk) {
      this.linesBefore = chunk.line() - 1;
      this.header = chunk.header();
      this.line = chunk.line();
    }

    @Override
    protected void handleBegin(long startingLine) {
      line = linesBefore + startingLine;
    }

    @Override
    protected void handleField(int field, char[] text, int offset, int length, boolean quoted) {
      if (!header && field < columns && wrong == null) {
        try {
          sink.field(field, text, offset, length, line);
        } catch (CsvException e) {
          wrong = e;
        }
      }
    }

    @Override
    protected Boolean buildRecord() {
      if (getRecordType() == RecordType.EMPTY) {
        return false; // passed over by the reader
      }
      if (header) {
        header = false;
      } else if (getFieldCount() != columns) {
        // Worse than a field that does not fit, which may be the next column's.
        wrong =
            new CsvException(
                "line "
                    + line
                    + " has "
                    + getFieldCount()
                    + " fields where the header has "
                    + columns);
      } else if (wrong == null) {
        sink.end();
      }
      return true;
    }
  }
}
