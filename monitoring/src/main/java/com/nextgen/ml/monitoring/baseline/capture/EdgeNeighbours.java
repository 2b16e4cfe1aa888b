package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.baseline.sketch.Edges;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The values beside each edge of columns of which the first pass kept no more than a sketch. They
 * are found in the second, where no value is over an edge; then the edges move between them. Not
 * thread-safe.
 */
final class EdgeNeighbours {
  private final List<Sketched> columns = new ArrayList<>();

  /** One column. */
  @SuppressWarnings("ArrayRecordComponent") // filled in place, never compared
  private record Sketched(Column column, NumericBins bins, double[] least, double[] greatest) {

    void add(double raw) {
      double value = bins.precision().round(raw) + 0.0;
      int bin = Double.isFinite(value) ? bins.indexOf(value) : -1;
      if (bin >= 0 && bin < bins.size()) {
        least[bin] = Math.min(least[bin], value);
        greatest[bin] = Math.max(greatest[bin], value);
      }
    }
  }

  /**
   * @param sketched which of the numeric inputs are
   */
  EdgeNeighbours(Layout layout, Predicate<Column> sketched) {
    for (Column column : layout.numericInputs()) {
      if (sketched.test(column) && column.bins() instanceof NumericBins bins) {
        double[] least = new double[bins.size()];
        double[] greatest = new double[bins.size()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        columns.add(new Sketched(column, bins, least, greatest));
      }
    }
  }

  void add(RowBlock block) {
    double[] values = block.numeric();
    for (Sketched sketched : columns) {
      for (int at = sketched.column.index(); at < values.length; at += block.numericWidth()) {
        sketched.add(values[at]);
      }
    }
  }

  /** Returns what was counted, over the edges between the values. */
  Counts settle(Counts counts) {
    if (columns.isEmpty()) {
      return counts;
    }
    List<Column> settled = new ArrayList<>(counts.layout().columns());
    for (Sketched one : columns) {
      Column old = one.column;
      int at = settled.indexOf(old);
      NumericCounts counted = (NumericCounts) counts.columns().get(at);
      NumericBins bins = Edges.between(counted, one.least, one.greatest);
      settled.set(at, new Column(old.name(), old.source(), old.index(), bins));
    }
    return counts.over(new Layout(settled, counts.layout().scores()));
  }
}
