package com.nextgen.ml.monitoring.counts;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Live counters apart for each value of a categorical column. At most {@link #MOST_VALUES} values
 * have counters of their own; the others, unseen and missing ones share {@link
 * CategoricalBins#OTHER}. A value's counters take memory once it comes. Thread-safe as {@link
 * LiveCounters} are.
 */
public final class SegmentCounters {
  /** So many values are told apart. */
  public static final int MOST_VALUES = 20;

  private final Layout layout;
  private final int stripes;
  private final int column;
  private final List<String> values;
  private final Map<String, Integer> places = new HashMap<>();
  private final AtomicReferenceArray<@Nullable LiveCounters> counters;

  /**
   * @param layout what is counted of each value
   * @param column the name of a categorical or boolean input of the layout; its most frequent
   *     values are the segments
   * @throws IllegalArgumentException if the layout has no such input
   */
  public SegmentCounters(Layout layout, String column, int stripes) {
    Column segment =
        layout.columns().stream()
            .filter(c -> c.source() == Column.Source.CATEGORICAL_INPUT && c.name().equals(column))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("'" + column + "' is no categorical input"));
    // Categories stand in the order of their frequency.
    List<String> named = ((CategoricalBins) segment.bins()).named();
    this.layout = layout.withoutProducts();
    this.stripes = stripes;
    this.column = segment.index();
    this.values = List.copyOf(named.subList(0, Math.min(MOST_VALUES, named.size())));
    values.forEach(value -> places.put(value, places.size()));
    this.counters = new AtomicReferenceArray<>(values.size() + 1);
  }

  /** What is counted of each value. */
  public Layout layout() {
    return layout;
  }

  /** The values that are told apart, the most frequent of the baseline first. */
  public List<String> values() {
    return values;
  }

  /**
   * Counts rows, each with those of its value. A block of one value is counted as it is, others are
   * cut into one block a value.
   *
   * @throws IllegalArgumentException if a block does not have the layout's shape
   */
  public void add(RowBlock rows, PredictionBlock predictions) {
    int n = rows.rows();
    if (n == 0) {
      return;
    }
    int width = rows.categoricalWidth();
    int[] place = new int[n];
    int[] sizes = new int[values.size() + 1];
    for (int row = 0; row < n; row++) {
      place[row] = place(rows.categorical()[row * width + column]);
      sizes[place[row]]++;
    }
    for (int at = 0; at < sizes.length; at++) {
      if (sizes[at] == n) {
        counters(at).add(rows, predictions);
      } else if (sizes[at] > 0) {
        RowSelection selection = RowSelection.of(place, at, sizes[at]);
        counters(at).add(selection.of(rows), selection.of(predictions));
      }
    }
  }

  private int place(@Nullable String value) {
    return value == null ? values.size() : places.getOrDefault(value, values.size());
  }

  private LiveCounters counters(int at) {
    LiveCounters found = counters.get(at);
    if (found == null) {
      LiveCounters made = new LiveCounters(layout, stripes);
      found = counters.compareAndSet(at, null, made) ? made : counters.get(at);
    }
    return Objects.requireNonNull(found);
  }

  /** What was counted of each value that came since this was last called; for one caller. */
  public Map<String, Counts> takeDelta() {
    Map<String, Counts> deltas = new LinkedHashMap<>();
    for (int at = 0; at < counters.length(); at++) {
      LiveCounters counting = counters.get(at);
      if (counting != null) {
        deltas.put(
            at == values.size() ? CategoricalBins.OTHER : values.get(at), counting.takeDelta());
      }
    }
    return deltas;
  }
}
