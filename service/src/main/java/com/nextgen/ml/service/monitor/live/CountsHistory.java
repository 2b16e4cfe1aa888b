package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.service.inference.VersionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where counts are kept, and what others than this process counted: replicas that share the store,
 * and those that ended, this one's own earlier runs among them.
 */
public interface CountsHistory {
  /** The kind of the counts of all rows. */
  String ALL_ROWS = "rows";

  /** Nothing is kept, and there are no others. */
  CountsHistory NONE = new NoHistory();

  /** The kind of the counts of one segment; without a value, what the kinds of all begin with. */
  static String segment(String column, String value) {
    return "segment " + column + "=" + value;
  }

  /** What is counted of a kind: products are of all rows alone. */
  static Layout layout(String kind, Layout layout) {
    return kind.equals(ALL_ROWS) ? layout : layout.withoutProducts();
  }

  /** The segments of one column among counts of all kinds, by value. */
  static Map<String, WindowCounts> segments(Map<String, WindowCounts> byKind, String column) {
    String prefix = segment(column, "");
    Map<String, WindowCounts> byValue = new LinkedHashMap<>();
    byKind.forEach(
        (kind, span) -> {
          if (kind.startsWith(prefix)) {
            byValue.put(kind.substring(prefix.length()), span);
          }
        });
    return byValue;
  }

  /**
   * Keeps what was counted. Does not wait.
   *
   * @param span after the last one of this version and kind
   */
  void keep(VersionId id, String kind, WindowCounts span);

  /** Whether several replicas may count at the same time, so that only sums over all mean much. */
  boolean isShared();

  /** How many replicas run now, this one among them. */
  int replicas();

  /**
   * What others counted in a stretch of time, up to the last minute that each has written.
   *
   * @param kind what the kinds that are wanted begin with
   * @param after exclusive
   * @param to inclusive
   */
  Answer countedElsewhere(VersionId id, Layout layout, String kind, Instant after, Instant to);

  /** What is known of what others counted. */
  sealed interface Answer {}

  /** The sums of all others by kind; kinds of which they counted nothing are absent. */
  record Known(Map<String, WindowCounts> byKind) implements Answer {

    public Known {
      byKind = Map.copyOf(byKind);
    }
  }

  /**
   * It cannot be read now.
   *
   * @param problem for operators and callers
   */
  record Unknown(String problem) implements Answer {}
}
