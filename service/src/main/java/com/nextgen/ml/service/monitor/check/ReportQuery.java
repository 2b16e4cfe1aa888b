package com.nextgen.ml.service.monitor.check;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a version, whatever the kind of report.
 *
 * @param window the name of a configured one; null for the first
 * @param range the time that is asked about instead of a window; null for a window until now
 * @param own the parameters that only this kind of report has, by name; those that are not given
 *     are absent
 */
public record ReportQuery(
    @Nullable String window, Against against, @Nullable TimeRange range, Map<String, String> own) {

  public ReportQuery {
    own = Map.copyOf(own);
  }

  /**
   * Returns a question about a window until now, against the baseline.
   *
   * @param window null for the first
   */
  public static ReportQuery of(@Nullable String window) {
    return new ReportQuery(window, Against.BASELINE, null, Map.of());
  }

  /** Returns the same question against something else. */
  public ReportQuery against(Against other) {
    return new ReportQuery(window, other, range, own);
  }

  /** Returns the same question with one parameter of the kind's own. */
  public ReportQuery with(String name, String value) {
    return new ReportQuery(window, against, range, Map.of(name, value));
  }

  /** Returns whether it is against the baseline, as every kind can answer. */
  public boolean isAgainstBaseline() {
    return against.equals(Against.BASELINE);
  }
}
