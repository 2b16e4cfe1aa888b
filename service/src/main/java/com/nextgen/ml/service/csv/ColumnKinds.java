package com.nextgen.ml.service.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Finds what the columns of a whole CSV file are like, on several cores. */
public final class ColumnKinds {
  private ColumnKinds() {}

  /**
   * Reads all rows.
   *
   * @param listener is notified of the progress
   * @return a kind for each column, in the file's order
   * @throws CsvException of the first row that is not as it must be
   */
  public static List<ColumnKind> read(Path file, CsvFormat format, SchemaBlocks.Listener listener)
      throws CsvException {
    List<Sink> sinks = new ArrayList<>();
    long[] rows = new long[1];
    ParallelCsv.read(
        file,
        format,
        ParallelCsv.CHUNK,
        header -> {
          Sink sink = new Sink(header.size(), format);
          sinks.add(sink);
          return sink;
        },
        (some, fraction) -> {
          rows[0] += some;
          listener.read(rows[0], fraction);
        });
    List<ColumnKind> all = sinks.get(0).kinds;
    for (Sink sink : sinks.subList(1, sinks.size())) {
      IntStream.range(0, all.size()).forEach(i -> all.get(i).add(sink.kinds.get(i)));
    }
    return all;
  }

  /** Of one thread's chunks; makes nothing of a chunk but the number of its rows. */
  private static final class Sink implements FieldSink<Integer> {
    private final List<ColumnKind> kinds;
    private final CsvFormat format;
    private final boolean plainNumbers;
    private final StringCache recent = new StringCache();
    private int rows;

    Sink(int columns, CsvFormat format) {
      this.format = format;
      this.plainNumbers = format.hasPlainNumbers();
      this.kinds = IntStream.range(0, columns).mapToObj(i -> new ColumnKind()).toList();
    }

    @Override
    public void field(int column, char[] text, int offset, int length, long line) {
      ColumnKind kind = kinds.get(column);
      double plain = plainNumbers ? PlainDecimal.parse(text, offset, length) : Double.NaN;
      if (!Double.isNaN(plain)) {
        kind.add(text, offset, length, plain);
        return;
      }
      String spelled = recent.of(text, offset, length);
      if (!format.isMissing(spelled)) {
        Double number = kind.holdsNumbers() ? format.number(spelled) : null;
        if (number == null) {
          boolean otherMark =
              kind.mayHaveOtherDecimalMark() && OtherDecimalMark.fits(spelled, format);
          kind.addText(text, offset, length, otherMark);
        } else {
          kind.add(text, offset, length, number);
        }
      }
    }

    @Override
    public void end() {
      rows++;
    }

    @Override
    public Integer take() {
      int taken = rows;
      rows = 0;
      return taken;
    }
  }
}
