package com.nextgen.ml.monitoring.baseline.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.counts.FaultCounts;
import java.io.IOException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** The part {@code batches} of a baseline: how many training rows repeat an earlier one. */
final class BatchesJson {
  private BatchesJson() {}

  static void write(JsonGenerator out, FaultCounts faults) throws IOException {
    if (faults.batchRows() > 0) {
      out.writeObjectFieldStart("batches");
      out.writeNumberField("rows", faults.batchRows());
      out.writeNumberField("duplicateRows", faults.duplicateRows());
      out.writeEndObject();
    }
  }

  /**
   * @param json null if the baseline does not know
   */
  static FaultCounts read(@Nullable JsonObject json, int inputs) {
    if (json == null) {
      return FaultCounts.empty(inputs);
    }
    long rows = json.count("rows");
    long duplicates = json.count("duplicateRows");
    if (duplicates > rows) {
      throw json.error("duplicateRows", "they are not more than the rows");
    }
    return new FaultCounts(rows, duplicates, Collections.nCopies(inputs, 0L));
  }
}
