package com.nextgen.ml.service.monitor.kind;

import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.service.monitor.check.Check;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds of reports there are. */
public final class Checks {
  public static final Check<DriftReport> DRIFT = new DriftCheck();
  public static final Check<QualityReport> QUALITY = new DataQualityCheck();
  public static final Check<SegmentReports> SEGMENTS = new SegmentCheck();
  public static final Check<PerformanceReport> PERFORMANCE = new PerformanceCheck();

  /** Those that judge a window when it has ended. */
  public static final List<Check<?>> WHEN_ENDED = List.of(DRIFT, QUALITY, SEGMENTS);

  /** Those that judge a window when its labels have matured. */
  public static final List<Check<?>> WHEN_MATURED = List.of(PERFORMANCE);

  /** All of them. */
  public static final List<Check<?>> ALL =
      Stream.concat(WHEN_ENDED.stream(), WHEN_MATURED.stream()).toList();

  private Checks() {}

  /** Returns the paths at which reports are asked for. */
  public static List<String> paths() {
    return ALL.stream().map(Check::path).distinct().toList();
  }

  /** Returns the query parameters that some kind at {@code path} has of its own. */
  public static List<String> parameters(String path) {
    return at(path).flatMap(check -> check.parameters().stream()).distinct().toList();
  }

  /**
   * Returns the kind that a question at {@code path} is for.
   *
   * @param given the names of the parameters in it
   */
  public static Check<?> asked(String path, Set<String> given) {
    return at(path)
        .filter(check -> check.selector() != null && given.contains(check.selector()))
        .findFirst()
        .or(() -> at(path).filter(check -> check.selector() == null).findFirst())
        .orElseThrow(() -> new IllegalArgumentException("no report is at " + path));
  }

  private static Stream<Check<?>> at(String path) {
    return ALL.stream().filter(check -> check.path().equals(path));
  }
}
