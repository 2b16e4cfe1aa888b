package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;

/**
 * The series of one categorical column: its frequent categories, {@code __other__} for the rest of
 * the baseline's, {@code __unseen__} for what the baseline never had.
 */
final class CategorySeries {
  private final List<Labels> labels = new ArrayList<>();
  private final List<Integer> cells = new ArrayList<>();
  private final Labels other;
  private final Labels unseen;

  /**
   * @param label what the category is called
   * @param most categories beyond this many are with the other
   */
  CategorySeries(Labels column, String label, CategoricalBins bins, int most) {
    for (int cell = 0; cell < bins.named().size() && cells.size() < most; cell++) {
      String name = bins.named().get(cell);
      if (bins.isPublished(name)) {
        cells.add(cell);
        labels.add(column.add(label, name));
      }
    }
    this.other = column.add(label, CategoricalBins.OTHER);
    this.unseen = column.add(label, CategoricalBins.UNSEEN);
  }

  /** How many lines {@link #add} and {@link #addRatios} write, each. */
  int size() {
    return labels.size() + 2;
  }

  void add(Families families, Metric metric, CategoricalCounts counts) {
    long rest = counts.count() - counts.unseen();
    for (int i = 0; i < labels.size(); i++) {
      long count = counts.cell(cells.get(i));
      families.counter(metric, labels.get(i), count);
      rest -= count;
    }
    families.counter(metric, other, rest);
    families.counter(metric, unseen, counts.unseen());
  }

  /** Shares of the values counted; nothing if none was. */
  void addRatios(Families families, Metric metric, CategoricalCounts counts) {
    double all = (double) counts.count();
    if (all == 0) {
      return;
    }
    long rest = counts.count() - counts.unseen();
    for (int i = 0; i < labels.size(); i++) {
      long count = counts.cell(cells.get(i));
      families.gauge(metric, labels.get(i), count / all);
      rest -= count;
    }
    families.gauge(metric, other, rest / all);
    families.gauge(metric, unseen, counts.unseen() / all);
  }
}
