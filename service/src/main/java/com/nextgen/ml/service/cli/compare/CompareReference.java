package com.nextgen.ml.service.cli.compare;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.cli.command.Progress;
import com.nextgen.ml.service.csv.CsvException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes what a file is compared with. */
final class CompareReference {
  private CompareReference() {}

  /** A baseline of a CSV file's rows, in double precision. */
  static Baseline of(CompareFile file, List<Feature> features, Progress progress)
      throws CsvException {
    // The builder wants a model; these rows belong to none.
    ModelSchema schema = ModelSchema.ofColumns("compare", features, MonitoringPolicy.DEFAULT);
    EdgePass edges =
        BaselineBuilder.of(schema, Precision.FLOAT64, BaselineLimits.DEFAULT.withoutBackground(), 0)
            .over((columns, work) -> IntStream.range(0, columns).parallel().forEach(work));
    long rows = file.read(features, progress, edges::add);
    if (rows == 0) {
      throw new CsvException("there are no rows");
    }
    CountPass counts = edges.freeze();
    file.read(features, progress, counts::add);
    return counts.build("", Instant.EPOCH);
  }

  /** The inputs of {@code baseline} that {@code names} names, as a layout of rows of them alone. */
  static Counts inputs(Baseline baseline, Set<String> names) {
    List<Column> columns = new ArrayList<>();
    List<ColumnCounts> counts = new ArrayList<>();
    int numeric = 0;
    int categorical = 0;
    for (int i = 0; i < baseline.layout().columns().size(); i++) {
      Column column = baseline.layout().columns().get(i);
      if (column.isInput() && names.contains(column.name())) {
        boolean number = column.source() == Column.Source.NUMERIC_INPUT;
        columns.add(
            new Column(
                column.name(), column.source(), number ? numeric++ : categorical++, column.bins()));
        counts.add(baseline.counts().columns().get(i));
      }
    }
    Layout layout = new Layout(columns);
    // Products are of all numeric inputs or of none.
    boolean whole =
        baseline.layout().products() && numeric == baseline.layout().numericInputs().size();
    return whole
        ? new Counts(
            layout.withProducts(baseline.layout().scores()), counts, baseline.counts().products())
        : new Counts(layout, counts);
  }
}
