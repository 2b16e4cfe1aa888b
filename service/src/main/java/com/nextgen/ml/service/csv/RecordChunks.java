package com.nextgen.ml.service.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a CSV file behind records, so that its parts can be read by themselves. It looks for no more
 * than quotes and ends of lines: a record ends with a line whose end is not inside quotes, and a
 * quote that is not a field's first character is one like any other.
 */
final class RecordChunks {
  /** No UTF-8 text of {@link RecordLimit#LONGEST} characters takes more bytes. */
  private static final int LONGEST = 3 * RecordLimit.LONGEST;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final char separator;
  private final int size;
  private byte[] bytes;
  private int held;
  private boolean ended;

  // Where the search stands: up to at, with cut being the end of the last whole record before it.
  private int at;
  private int cut;
  private boolean quoted;
  private int closed = -1;
  private long lines;
  private long linesAtCut;
  private long linesTaken;
  private boolean started;

  /**
   * @param in UTF-8 text with or without a byte order mark
   * @param separator what stands between fields, an ASCII character
   * @param size bytes of a chunk, unless a record is longer
   */
  RecordChunks(InputStream in, char separator, int size) {
    this.in = in;
    this.separator = separator;
    this.size = size;
    this.bytes = new byte[size];
  }

  /**
   * The next records.
   *
   * @return null at the end
   * @throws CsvException if a record is too long or a quote in it is not closed; every record
   *     before it has been returned
   */
  @Nullable Chunk next() throws IOException, CsvException {
    boolean header = !started;
    while (true) {
      fill();
      if (!started) {
        skipStart();
      }
      search();
      if (ended && !quoted) {
        cut = held;
        linesAtCut = lines;
      }
      if (cut > 0) {
        return take(header);
      }
      if (held == 0 && ended) {
        return null;
      }
      if (ended) {
        throw new CsvException("line " + (linesTaken + 1) + ": a quote is not closed");
      }
      if (held == bytes.length) {
        grow();
      }
    }
  }

  private void fill() throws IOException {
    while (held < bytes.length && !ended) {
      int read = in.read(bytes, held, bytes.length - held);
      ended = read < 0;
      held += Math.max(0, read);
    }
  }

  /** Passes over a byte order mark and empty lines, so that the first chunk has the header. */
  private void skipStart() {
    int mark = BYTE_ORDER_MARK.length;
    int from = held >= mark && Arrays.equals(bytes, 0, mark, BYTE_ORDER_MARK, 0, mark) ? mark : 0;
    while (from < held && isEnd(from)) {
      lines += endsLine(from) ? 1 : 0;
      from++;
    }
    drop(from);
    started = held > 0;
  }

  private void drop(int count) {
    System.arraycopy(bytes, count, bytes, 0, held - count);
    held -= count;
    at = 0;
    linesTaken = lines;
  }

  private void search() {
    int from = at;
    while (from < held) {
      byte b = bytes[from];
      // Almost all of a table is digits, letters, points and commas, which come behind these.
      if (b > '"') {
        from++;
        continue;
      }
      if (b == '\r' && from + 1 == held && !ended) {
        break; // what follows says whether the line ends here
      }
      if (b == '"') {
        quote(from);
      } else if (endsLine(from)) {
        lines++;
        if (!quoted) {
          cut = from + 1;
          linesAtCut = lines;
        }
      }
      from++;
    }
    at = from;
  }

  private void quote(int place) {
    if (quoted) {
      quoted = false;
      closed = place;
    } else {
      // Two in a row inside quotes close and open again.
      quoted =
          place == 0 || bytes[place - 1] == separator || isEnd(place - 1) || closed == place - 1;
    }
  }

  private boolean isEnd(int place) {
    return bytes[place] == '\n' || bytes[place] == '\r';
  }

  private boolean endsLine(int place) {
    return bytes[place] == '\n'
        || (bytes[place] == '\r' && !(place + 1 < held && bytes[place + 1] == '\n'));
  }

  private Chunk take(boolean header) {
    Chunk chunk = new Chunk(bytes, cut, linesTaken + 1, header);
    byte[] rest = new byte[Math.max(size, held - cut)];
    System.arraycopy(bytes, cut, rest, 0, held - cut);
    held -= cut;
    at -= cut;
    closed -= cut;
    bytes = rest;
    cut = 0;
    linesTaken = linesAtCut;
    return chunk;
  }

  private void grow() throws CsvException {
    if (held >= LONGEST) {
      throw new CsvException(
          "line "
              + (linesTaken + 1)
              + ": a row longer than "
              + RecordLimit.LONGEST
              + " characters; is a quote not closed?");
    }
    bytes = Arrays.copyOf(bytes, Math.min(LONGEST, 2 * bytes.length));
  }
}
