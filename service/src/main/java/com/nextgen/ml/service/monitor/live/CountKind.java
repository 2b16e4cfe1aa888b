package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.counts.Layout;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which rows were counted: all of them, or those of one segment. Stores may hold other kinds, which
 * a newer version wrote: they are carried along.
 *
 * @param code as stores hold it
 */
public record CountKind(String code) {
  /** The counts of all rows. */
  public static final CountKind ALL_ROWS = new CountKind("rows");

  public CountKind {
    if (code.isEmpty()) {
      throw new IllegalArgumentException("a kind of counts has a code");
    }
  }

  /** Returns the kind of the counts of one segment. */
  public static CountKind segment(String column, String value) {
    return new CountKind(segments(column) + value);
  }

  /** Returns what the codes of all segments of a column begin with. */
  static String segments(String column) {
    return "segment " + column + "=";
  }

  /** Returns what is counted of these rows: products are of all rows alone. */
  public Layout layout(Layout whole) {
    return equals(ALL_ROWS) ? whole : whole.withoutProducts();
  }

  /** Returns the segments of one column among counts of all kinds, by value. */
  public static Map<String, WindowCounts> segments(
      Map<CountKind, WindowCounts> byKind, String column) {
    String prefix = segments(column);
    Map<String, WindowCounts> byValue = new LinkedHashMap<>();
    byKind.forEach(
        (kind, span) -> {
          if (kind.code().startsWith(prefix)) {
            byValue.put(kind.code().substring(prefix.length()), span);
          }
        });
    return byValue;
  }
}
