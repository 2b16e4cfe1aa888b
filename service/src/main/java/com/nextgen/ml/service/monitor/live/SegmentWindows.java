package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.SegmentBaseline;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.live.SegmentCounters;
import com.nextgen.ml.monitoring.schema.GroupReader;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowAttributes;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The windows of one segment column, apart for each value that has come. Only {@link #add} may be
 * called by any thread; the rest is guarded by its owner.
 */
final class SegmentWindows {
  private final String column;
  private final GroupReader reader;
  private final SegmentCounters counters;
  private final List<Window> windows;
  private final ClockTime origin;
  private final Map<String, List<WindowDeltas>> byValue = new LinkedHashMap<>();
  private final Map<String, Counts> unkept = new LinkedHashMap<>();
  private ClockTime lastCut;

  SegmentWindows(
      String column, ModelSchema schema, Baseline baseline, int stripes, ClockTime origin) {
    this.column = column;
    this.reader = GroupReader.of(schema, column);
    this.counters = new SegmentCounters(baseline.layout(), values(baseline, column), stripes);
    this.windows = schema.monitoring().windows();
    this.origin = origin;
    this.lastCut = origin;
  }

  /** Those of the baseline; of one that was made before the column was declared, the feature's. */
  static List<String> values(Baseline baseline, String column) {
    return baseline
        .segment(column)
        .map(SegmentBaseline::named)
        .orElseGet(
            () ->
                baseline.layout().columns().stream()
                    .filter(c -> c.isInput() && c.name().equals(column))
                    .findFirst()
                    .filter(c -> c.bins() instanceof CategoricalBins)
                    .map(c -> SegmentCounters.mostFrequent((CategoricalBins) c.bins()))
                    .orElse(List.of()));
  }

  String column() {
    return column;
  }

  /** Counts rows. */
  void add(RowBlock rows, PredictionBlock predictions, RowAttributes beside) {
    counters.add(rows, predictions, row -> reader.read(rows, beside, row));
  }

  /** Moves what was counted since the last call into the open deltas. */
  void take() {
    counters
        .takeDelta()
        .forEach(
            (value, counts) -> {
              byValue
                  .computeIfAbsent(value, v -> begin())
                  .forEach(window -> window.add(counts.rows(), counts));
              unkept.merge(value, counts, Counts::plus);
            });
  }

  /** What was counted since this was last called, by value. */
  Map<String, Counts> takeUnkept() {
    Map<String, Counts> taken = Map.copyOf(unkept);
    unkept.clear();
    return taken;
  }

  /** A value that comes for the first time has come since the last cut. */
  private List<WindowDeltas> begin() {
    return windows.stream()
        .map(
            window -> {
              WindowDeltas deltas = new WindowDeltas(window, counters.layout(), origin);
              deltas.advance(lastCut);
              return deltas;
            })
        .toList();
  }

  /**
   * Looks at what was closed of the window at {@code index}.
   *
   * @return the tumbling window that has ended by that, by value
   */
  Map<String, WindowCounts> advance(int index, ClockTime now) {
    Map<String, WindowCounts> ended = new LinkedHashMap<>();
    byValue.forEach(
        (value, deltas) ->
            deltas.get(index).advance(now).ifPresent(span -> ended.put(value, span)));
    return ended;
  }

  /** Closes what is due of all windows. */
  void close(ClockTime now) {
    byValue.values().forEach(deltas -> deltas.forEach(window -> window.close(now)));
    lastCut = now;
  }

  /** The window at {@code index} until now, by value. */
  Map<String, WindowCounts> rolling(int index, ClockTime now) {
    Map<String, WindowCounts> spans = new LinkedHashMap<>();
    byValue.forEach((value, deltas) -> spans.put(value, deltas.get(index).rolling(now)));
    return spans;
  }
}
