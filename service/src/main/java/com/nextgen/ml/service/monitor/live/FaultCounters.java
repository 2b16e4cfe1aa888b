package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.FaultCounts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.live.DuplicateRows;
import com.nextgen.ml.monitoring.counts.live.UnseenValues;
import com.nextgen.ml.monitoring.quality.InputFaults;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts faults of requests that rows one by one do not show. Adding takes no lock. */
final class FaultCounters {
  private final LongAdder batchRows = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final Map<String, LongAdder> typeErrors = new LinkedHashMap<>();

  /** Up to the last delta. */
  private @Nullable FaultCounts taken;

  FaultCounters(ModelSchema schema) {
    for (Feature feature : schema.features()) {
      typeErrors.put(feature.name(), new LongAdder());
    }
  }

  /** Rows of one request came. */
  void addRows(RowBlock rows) {
    if (rows.rows() > 1) {
      batchRows.add(rows.rows());
      duplicates.add(DuplicateRows.count(rows));
    }
  }

  /** A request was refused since {@code feature} had a value of a wrong type. */
  void addTypeError(String feature) {
    LongAdder counter = typeErrors.get(feature);
    if (counter != null) {
      counter.increment();
    }
  }

  /**
   * What was counted since this was last called; for one caller.
   *
   * @param layout of the counts that it belongs to, whose inputs are the schema's features or none
   */
  FaultCounts takeDelta(Layout layout) {
    List<Long> types = new ArrayList<>();
    for (Column column : layout.columns()) {
      LongAdder counter = column.isInput() ? typeErrors.get(column.name()) : null;
      if (counter != null) {
        types.add(counter.sum());
      }
    }
    long equal = duplicates.sum();
    FaultCounts now = new FaultCounts(batchRows.sum(), equal, types);
    FaultCounts delta = taken == null ? now : now.minus(taken);
    taken = now;
    return delta;
  }

  /** What was counted so far. Duplicates are read first, so that they never exceed their rows. */
  InputFaults figures(Map<String, UnseenValues> unseen) {
    long equal = duplicates.sum();
    Map<String, Long> types = new LinkedHashMap<>();
    typeErrors.forEach((feature, count) -> types.put(feature, count.sum()));
    return new InputFaults(batchRows.sum(), equal, types, unseen);
  }
}
