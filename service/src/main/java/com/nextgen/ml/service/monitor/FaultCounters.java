package com.nextgen.ml.service.monitor;

import com.nextgen.ml.monitoring.counts.DuplicateRows;
import com.nextgen.ml.monitoring.counts.UnseenValues;
import com.nextgen.ml.monitoring.quality.InputFaults;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts faults of requests that rows one by one do not show. Adding takes no lock. */
final class FaultCounters {
  private final LongAdder batchRows = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final Map<String, LongAdder> typeErrors = new LinkedHashMap<>();

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

  /** What was counted so far. Duplicates are read first, so that they never exceed their rows. */
  InputFaults figures(Map<String, UnseenValues> unseen) {
    long equal = duplicates.sum();
    Map<String, Long> types = new LinkedHashMap<>();
    typeErrors.forEach((feature, count) -> types.put(feature, count.sum()));
    return new InputFaults(batchRows.sum(), equal, types, unseen);
  }
}
