package com.nextgen.ml.service.metrics;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.NullShares;
import com.nextgen.ml.monitoring.counts.NumericCounts;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.OptionalLong;

/** What is counted of one feature, and the constants of its baseline. */
abstract sealed class FeatureSeries {
  /** A feature's categories have been cut to this many by the baseline; all are shown. */
  private static final int MAX_CATEGORIES = CategoricalBins.MAX_NAMED;

  private final String name;
  private final Labels labels;
  private final Labels[] invalid;
  private final Labels wrongType;
  private final double baselineMissing;

  private FeatureSeries(Labels model, String name, List<String> reasons, ColumnCounts baseline) {
    this.name = name;
    this.labels = model.add("feature", name);
    this.invalid =
        reasons.stream().map(reason -> labels.add("reason", reason)).toArray(Labels[]::new);
    this.wrongType = labels.add("reason", "type");
    long rows = baseline.rows();
    this.baselineMissing = rows == 0 ? Double.NaN : (double) (rows - baseline.count()) / rows;
  }

  /**
   * @param model the labels of the version
   * @param baseline counts of the same column in the baseline
   * @param single how many categories stand in one row of it; empty if that is not known
   */
  static FeatureSeries of(Labels model, Column column, ColumnCounts baseline, OptionalLong single) {
    return baseline instanceof NumericCounts numbers
        ? new Numeric(model, column.name(), numbers)
        : new Categorical(model, column.name(), (CategoricalCounts) baseline, single.orElse(0));
  }

  final String name() {
    return name;
  }

  /** How many lines this feature adds to a page at most, figures of {@code windows} included. */
  final int size(int windows) {
    int constants = 2 + tests().size();
    int drift = windows * (tests().size() + 1);
    return ownSize() + 2 + invalid.length + constants + drift;
  }

  /** The labels of the feature. */
  final Labels labels() {
    return labels;
  }

  /** The tests whose figures are published. */
  abstract List<TestName> tests();

  abstract int ownSize();

  abstract void addOwn(Families families, ColumnCounts counts);

  abstract void addConstants(Families families);

  abstract long[] invalid(ColumnCounts counts);

  /**
   * @param typeErrors requests refused because of this feature
   */
  final void add(Families families, ColumnCounts counts, long typeErrors) {
    addOwn(families, counts);
    families.counter(Metric.INPUT_MISSING, labels, counts.missing());
    long[] values = invalid(counts);
    for (int i = 0; i < invalid.length; i++) {
      families.counter(Metric.INPUT_INVALID, invalid[i], values[i]);
    }
    families.counter(Metric.INPUT_INVALID, wrongType, typeErrors);
    addConstants(families);
    if (!Double.isNaN(baselineMissing)) {
      families.gauge(Metric.BASELINE_INPUT_MISSING_RATIO, labels, baselineMissing);
    }
  }

  private static final class Numeric extends FeatureSeries {
    private static final List<String> REASONS =
        List.of("below", "above", "nan", "infinite", "clamped");

    private final NumericSeries series;

    Numeric(Labels model, String name, NumericCounts baseline) {
      super(model, name, REASONS, baseline);
      this.series = new NumericSeries(labels(), baseline.bins(), baseline, true);
    }

    @Override
    List<TestName> tests() {
      return List.of(TestName.PSI, TestName.KS, TestName.JENSEN_SHANNON);
    }

    @Override
    int ownSize() {
      return series.size();
    }

    @Override
    void addOwn(Families families, ColumnCounts counts) {
      series.add(families, Metric.INPUT_DISTRIBUTION, (NumericCounts) counts);
      series.addGaps(families, Metric.INPUT_GAP, (NumericCounts) counts);
    }

    @Override
    void addConstants(Families families) {
      series.addConstants(families, Metric.INPUT_BINS, Metric.BASELINE_INPUT_DISTRIBUTION);
      series.addOutside(families, Metric.BASELINE_INPUT_OUTSIDE_RATIO);
    }

    @Override
    long[] invalid(ColumnCounts counts) {
      NumericCounts numbers = (NumericCounts) counts;
      return new long[] {
        numbers.below(), numbers.above(), numbers.nan(), numbers.infinite(), numbers.clamped()
      };
    }
  }

  private static final class Categorical extends FeatureSeries {
    private final CategorySeries series;
    private final CategoricalCounts baseline;
    private final double unseen;

    Categorical(Labels model, String name, CategoricalCounts baseline, long singletons) {
      super(model, name, List.of("unseen"), baseline);
      this.series = new CategorySeries(labels(), "category", baseline.bins(), MAX_CATEGORIES);
      this.baseline = baseline;
      this.unseen = NullShares.unseen(baseline.rows(), singletons);
    }

    @Override
    List<TestName> tests() {
      return List.of(TestName.PSI, TestName.JENSEN_SHANNON);
    }

    @Override
    int ownSize() {
      return 2 * series.size() + 1;
    }

    @Override
    void addOwn(Families families, ColumnCounts counts) {
      series.add(families, Metric.INPUT_CATEGORY, (CategoricalCounts) counts);
    }

    @Override
    void addConstants(Families families) {
      series.addRatios(families, Metric.BASELINE_INPUT_CATEGORY_RATIO, baseline);
      if (baseline.rows() > 0) {
        families.gauge(
            Metric.BASELINE_INPUT_OUTSIDE_RATIO,
            labels().add("bin", CategoricalBins.UNSEEN),
            unseen);
      }
    }

    @Override
    long[] invalid(ColumnCounts counts) {
      return new long[] {((CategoricalCounts) counts).unseen()};
    }
  }
}
