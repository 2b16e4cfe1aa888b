package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.counts.live.SegmentCounters;
import com.nextgen.ml.monitoring.schema.GroupReader;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowAttributes;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts rows of a version that are not of now, as its live counters would have. */
public final class PastCounts {
  private final ModelSchema schema;
  private final @Nullable Baseline baseline;
  private final Layout layout;

  public PastCounts(ModelSchema schema, @Nullable Baseline baseline) {
    this.schema = schema;
    this.baseline = baseline;
    this.layout = baseline == null ? Layout.withoutBaseline(schema) : baseline.layout();
  }

  /**
   * Returns what rows of a stretch of time count, by kind.
   *
   * @throws IllegalArgumentException if the rows do not have the schema's shape
   */
  public Map<CountKind, WindowCounts> of(
      RowBlock rows, PredictionBlock predictions, RowAttributes beside, Instant from, Instant to) {
    LiveCounters counters = new LiveCounters(layout, 1);
    FaultCounters faults = new FaultCounters(schema);
    counters.add(rows, predictions);
    faults.addRows(rows);
    Map<CountKind, WindowCounts> byKind = new LinkedHashMap<>();
    byKind.put(
        CountKind.ALL_ROWS,
        new WindowCounts(
            from, to, rows.rows(), counters.takeDelta().with(faults.takeDelta(layout))));
    if (baseline != null) {
      for (String column : schema.segmentColumns()) {
        SegmentCounters segments =
            new SegmentCounters(layout, SegmentWindows.values(baseline, column), 1);
        GroupReader reader = GroupReader.of(schema, column);
        segments.add(rows, predictions, row -> reader.read(rows, beside, row));
        segments
            .takeDelta()
            .forEach(
                (value, counts) ->
                    byKind.put(
                        CountKind.segment(column, value),
                        new WindowCounts(from, to, counts.rows(), counts)));
      }
    }
    return byKind;
  }
}
