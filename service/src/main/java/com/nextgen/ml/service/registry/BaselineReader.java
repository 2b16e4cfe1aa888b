package com.nextgen.ml.service.registry;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.schema.ModelSchema;

/** Reads {@code baseline.json} and checks that it fits its version. */
@FunctionalInterface
public interface BaselineReader {

  /** Reads the documented format, and refuses the baseline of another model or model file. */
  BaselineReader DOCUMENT =
      (document, schema, sha256) -> {
        Baseline baseline = BaselineJson.read(document);
        baseline.checkFits(schema, sha256);
        return baseline;
      };

  /**
   * Reads the document.
   *
   * @param sha256 of the version's model file; empty if it is served elsewhere
   * @throws IllegalArgumentException if it is no baseline, or that of another model; the message
   *     says what differs
   */
  Baseline read(byte[] document, ModelSchema schema, String sha256);
}
