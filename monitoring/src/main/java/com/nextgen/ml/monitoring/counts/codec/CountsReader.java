package com.nextgen.ml.monitoring.counts.codec;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.FaultCounts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what {@link CountsWriter} writes. Nothing is allocated by what the bytes say: the layout
 * gives every length.
 */
final class CountsReader {
  private final byte[] bytes;
  private final int end;
  private int at;

  /** Reads from {@code at} up to and without {@code end}. */
  CountsReader(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /**
   * All columns of a layout, after which no byte may be left.
   *
   * @param left of how many columns there are products that the layout does not have
   * @param beside what follows the columns and products
   */
  Counts counts(Layout layout, int left, Beside beside) throws CodecException {
    List<ColumnCounts> columns = new ArrayList<>(layout.columns().size());
    for (Column column : layout.columns()) {
      if (column.bins() instanceof NumericBins bins) {
        columns.add(numeric(bins));
      } else if (column.bins() instanceof CategoricalBins bins) {
        columns.add(CategoricalCounts.owning(bins, cells(bins.size() + 1)));
      }
    }
    if (left > 0) {
      products(left);
    }
    ProductCounts products = products(layout.productWidth());
    FaultCounts faults = beside == Beside.NOTHING ? null : faults(layout);
    if (beside == Beside.FAULTS_AND_HASHED) {
      for (int i = 0; i < columns.size(); i++) {
        if (layout.columns().get(i).isInput()
            && columns.get(i) instanceof CategoricalCounts names) {
          columns.set(i, names.withHashed(cells(CategoricalBins.HASHED)));
        }
      }
    }
    checkEnd();
    Counts counts = new Counts(layout, columns, products);
    return faults == null ? counts : counts.with(faults);
  }

  private FaultCounts faults(Layout layout) throws CodecException {
    long batchRows = varint();
    long duplicateRows = varint();
    List<Long> typeErrors = Arrays.stream(cells(layout.inputs())).boxed().toList();
    return new FaultCounts(batchRows, duplicateRows, typeErrors);
  }

  private ProductCounts products(int width) throws CodecException {
    long rows = width > 0 ? varint() : 0;
    if (rows == 0) {
      return ProductCounts.empty(width);
    }
    double[] sums = new double[ProductCounts.size(width)];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = number();
    }
    try {
      return new ProductCounts(width, rows, sums);
    } catch (IllegalArgumentException e) {
      throw new CodecException("the products are more than their rows can have");
    }
  }

  void checkEnd() throws CodecException {
    if (at != end) {
      throw new CodecException("bytes follow the last column");
    }
  }

  private NumericCounts numeric(NumericBins bins) throws CodecException {
    long[] cells = cells(bins.size() + NumericCounts.EXTRA_CELLS);
    int has = next();
    if ((has & ~(CountsWriter.HAS_SUMS | CountsWriter.HAS_RANGE)) != 0) {
      throw new CodecException("a column has parts that this version does not know");
    }
    double[] sums = new double[NumericCounts.SUMS];
    if ((has & CountsWriter.HAS_SUMS) != 0) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] = number();
        if (Double.isInfinite(sums[i])) {
          throw new CodecException("a sum is infinite");
        }
      }
    }
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    if ((has & CountsWriter.HAS_RANGE) != 0) {
      least = number();
      greatest = number();
    }
    return NumericCounts.owning(bins, cells, sums, least, greatest);
  }

  long[] cells(int size) throws CodecException {
    long[] cells = new long[size];
    long total = 0;
    int cell = 0;
    while (cell < size) {
      long value = varint();
      if (value == 0) {
        long run = varint();
        if (run < 1 || run > size - cell) {
          throw new CodecException("a run of empty cells leaves its column");
        }
        cell += (int) run;
      } else {
        cells[cell++] = value;
        total += value;
        if (total < 0) {
          throw new CodecException("the cells of a column add up to too much");
        }
      }
    }
    return cells;
  }

  /** Reads this many numbers, many of which are 0. */
  double[] numbers(int size) throws CodecException {
    double[] numbers = new double[size];
    int i = 0;
    while (i < size) {
      long zeros = varint();
      if (zeros > size - i) {
        throw new CodecException("a run of zeros leaves its sums");
      }
      i += (int) zeros;
      if (i < size) {
        long count = varint();
        if (count < 1 || count > size - i) {
          throw new CodecException("a run of numbers leaves its sums");
        }
        for (int last = i + (int) count; i < last; i++) {
          numbers[i] = number();
          if (Double.isInfinite(numbers[i])) {
            throw new CodecException("a sum is infinite");
          }
        }
      }
    }
    return numbers;
  }

  private long varint() throws CodecException {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int b = next();
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        if (b == 0 && shift > 0) {
          throw new CodecException("a count is spelled longer than it needs");
        }
        return value;
      }
    }
    throw new CodecException("a count has more than 63 bits");
  }

  private double number() throws CodecException {
    double value = Double.longBitsToDouble(fixed(Long.BYTES));
    if (Double.isNaN(value)) {
      throw new CodecException("a sum or a bound is not a number");
    }
    return value;
  }

  /** A number of {@code size} bytes, the highest first. */
  long fixed(int size) throws CodecException {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | next();
    }
    return value;
  }

  private int next() throws CodecException {
    if (at == end) {
      throw new CodecException("the counts end too early");
    }
    return bytes[at++] & 0xff;
  }
}
