package com.nextgen.ml.monitoring.counts.live;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
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
 * Live counters apart for each value of a column. At most {@link #MAX_VALUES} values have counters
 * of their own; the others, unseen and missing ones share {@link CategoricalBins#OTHER}. A value's
 * counters take memory once it comes. Thread-safe as {@link LiveCounters} are.
 */
public final class SegmentCounters {
  /** The most values that are distinguished. */
  public static final int MAX_VALUES = 20;

  private final Layout layout;
  private final int stripes;
  private final List<String> values;
  private final Map<String, Integer> places = new HashMap<>();
  private final AtomicReferenceArray<@Nullable LiveCounters> counters;

  /**
   * @param layout what is counted of each value
   * @param values that are distinguished, at most {@link #MAX_VALUES}
   */
  public SegmentCounters(Layout layout, List<String> values, int stripes) {
    this.layout = layout.withoutProducts();
    this.stripes = stripes;
    this.values = List.copyOf(values);
    values.forEach(value -> places.put(value, places.size()));
    if (places.size() != values.size() || values.size() > MAX_VALUES) {
      throw new IllegalArgumentException("segments: at most 20 values, each once");
    }
    this.counters = new AtomicReferenceArray<>(values.size() + 1);
  }

  /** Returns the first published categories, which stand in the order of their frequency. */
  public static List<String> mostFrequent(CategoricalBins bins) {
    return bins.named().stream().filter(bins::isPublished).limit(MAX_VALUES).toList();
  }

  /** What value of the column the rows of a block have. */
  @FunctionalInterface
  public interface Values {

    /** That of a row; null if it has none. */
    @Nullable String of(int row);
  }

  /** Returns what is counted of each value. */
  public Layout layout() {
    return layout;
  }

  /** Returns the values that are distinguished. */
  public List<String> values() {
    return values;
  }

  /**
   * Counts rows, each with those of its value. A block of one value is counted as it is, others are
   * cut into one block a value.
   *
   * @throws IllegalArgumentException if a block does not have the layout's shape
   */
  public void add(RowBlock rows, PredictionBlock predictions, Values segments) {
    int n = rows.rows();
    if (n == 0) {
      return;
    }
    int[] place = new int[n];
    int[] sizes = new int[values.size() + 1];
    for (int row = 0; row < n; row++) {
      place[row] = place(segments.of(row));
      sizes[place[row]]++;
    }
    for (int at = 0; at < sizes.length; at++) {
      if (sizes[at] == n) {
        counters(at).add(rows, predictions);
      } else if (sizes[at] > 0) {
        int[] chosen = rowsAt(at, place, sizes[at]);
        counters(at).add(rows.select(chosen), predictions.withoutScores().select(chosen));
      }
    }
  }

  /** Returns the rows whose place is {@code wanted}, of which there are {@code size}. */
  private static int[] rowsAt(int wanted, int[] place, int size) {
    int[] rows = new int[size];
    int at = 0;
    for (int row = 0; row < place.length; row++) {
      if (place[row] == wanted) {
        rows[at++] = row;
      }
    }
    return rows;
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

  /**
   * Returns what was counted of each value that came since this was last called; for one caller.
   */
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
