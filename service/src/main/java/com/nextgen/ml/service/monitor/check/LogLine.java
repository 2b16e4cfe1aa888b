package com.nextgen.ml.service.monitor.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is logged of a verdict, beside which version and window it is on.
 *
 * @param isWarning whether something has drifted
 * @param fields in the order in which they are written
 */
public record LogLine(String message, boolean isWarning, Map<String, Object> fields) {

  public LogLine {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
