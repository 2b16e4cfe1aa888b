package com.nextgen.ml.service.monitor;

import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.SegmentCounters;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The windows of one segment column, apart for each value that has come. Only {@link #add} may be
 * called by any thread; the rest is guarded by its owner.
 */
final class SegmentWindows {
  private final String column;
  private final SegmentCounters counters;
  private final List<Window> windows;
  private final Moment origin;
  private final Map<String, List<WindowDeltas>> byValue = new LinkedHashMap<>();
  private final Map<String, Counts> unkept = new LinkedHashMap<>();
  private Moment lastCut;

  SegmentWindows(String column, Layout layout, List<Window> windows, int stripes, Moment origin) {
    this.column = column;
    this.counters = new SegmentCounters(layout, column, stripes);
    this.windows = windows;
    this.origin = origin;
    this.lastCut = origin;
  }

  String column() {
    return column;
  }

  /** Counts rows. */
  void add(RowBlock rows, PredictionBlock predictions) {
    counters.add(rows, predictions);
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
   * Closes what is due of the window at {@code index}.
   *
   * @return the tumbling window that has ended by that, by value
   */
  Map<String, Span> advance(int index, Moment now) {
    Map<String, Span> ended = new LinkedHashMap<>();
    byValue.forEach(
        (value, deltas) ->
            deltas.get(index).advance(now).ifPresent(span -> ended.put(value, span)));
    return ended;
  }

  /** Remembers that all windows were cut that were due. */
  void cut(Moment now) {
    lastCut = now;
  }

  /** The window at {@code index} until now, by value. */
  Map<String, Span> rolling(int index, Moment now) {
    Map<String, Span> spans = new LinkedHashMap<>();
    byValue.forEach((value, deltas) -> spans.put(value, deltas.get(index).rolling(now)));
    return spans;
  }
}
