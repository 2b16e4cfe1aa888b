package com.nextgen.ml.monitoring.counts.codec;

import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.FaultCounts;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import java.util.Arrays;

/** Writes the columns of counts as {@link CountsCodec} describes them. */
final class CountsWriter {
  static final int HAS_SUMS = 1;
  static final int HAS_RANGE = 2;

  private byte[] bytes = new byte[256];
  private int length;

  /** All columns, then the products if the layout has them, and what is beside. */
  void counts(Counts counts, Beside beside) {
    counts.columns().forEach(this::column);
    if (counts.layout().products()) {
      varint(counts.products().rows());
      if (counts.products().rows() > 0) {
        for (double sum : counts.products().sums()) {
          number(sum);
        }
      }
    }
    if (beside != Beside.NOTHING) {
      faults(counts.faults());
    }
    if (beside == Beside.FAULTS_AND_HASHED) {
      for (int i = 0; i < counts.columns().size(); i++) {
        if (counts.layout().columns().get(i).isInput()
            && counts.columns().get(i) instanceof CategoricalCounts names) {
          cells(names.hashed());
        }
      }
    }
  }

  private void faults(FaultCounts faults) {
    varint(faults.batchRows());
    varint(faults.duplicateRows());
    cells(faults.typeErrors().stream().mapToLong(Long::longValue).toArray());
  }

  private void column(ColumnCounts counts) {
    if (counts instanceof NumericCounts numeric) {
      cells(numeric.cells());
      numbers(numeric);
    } else if (counts instanceof CategoricalCounts categorical) {
      cells(categorical.cells());
    }
  }

  private void numbers(NumericCounts counts) {
    double[] sums = counts.sums();
    boolean hasSums = Arrays.stream(sums).anyMatch(sum -> Double.doubleToRawLongBits(sum) != 0);
    boolean hasRange =
        counts.least() != Double.POSITIVE_INFINITY || counts.greatest() != Double.NEGATIVE_INFINITY;
    write((hasSums ? HAS_SUMS : 0) | (hasRange ? HAS_RANGE : 0));
    if (hasSums) {
      for (double sum : sums) {
        number(sum);
      }
    }
    if (hasRange) {
      number(counts.least());
      number(counts.greatest());
    }
  }

  void cells(long[] cells) {
    int at = 0;
    while (at < cells.length) {
      varint(cells[at]);
      if (cells[at] == 0) {
        int start = at;
        while (at < cells.length && cells[at] == 0) {
          at++;
        }
        varint(at - start);
      } else {
        at++;
      }
    }
  }

  /** Numbers of which many are 0. */
  void numbers(double[] values) {
    int at = 0;
    while (at < values.length) {
      int start = at;
      while (at < values.length && isZero(values[at])) {
        at++;
      }
      varint(at - start);
      if (at < values.length) {
        int first = at;
        while (at < values.length && !isZero(values[at])) {
          at++;
        }
        varint(at - first);
        for (int i = first; i < at; i++) {
          number(values[i]);
        }
      }
    }
  }

  private static boolean isZero(double value) {
    return Double.doubleToRawLongBits(value) == 0;
  }

  private void varint(long value) {
    long rest = value;
    while (rest >= 0x80) {
      write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    write((int) rest);
  }

  private void number(double value) {
    fixed(Double.doubleToRawLongBits(value), Long.BYTES);
  }

  /** The last {@code size} bytes of {@code value}, the highest first. */
  void fixed(long value, int size) {
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      write((int) (value >>> shift));
    }
  }

  void write(byte[] block) {
    for (byte b : block) {
      write(b);
    }
  }

  void write(int b) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) b;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
