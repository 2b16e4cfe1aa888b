package com.nextgen.ml.service.monitor.live;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.quality.QualityCheck;
import com.nextgen.ml.monitoring.quality.QualityFigure;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict on a window says in short, which is shown until two more windows have passed: as
 * much of the reports as gauges and lists need, whether they were made here or read from a store.
 *
 * @param from when the window began; null if unknown
 * @param to when it ended
 * @param quality how many features each check found faulty; checks without enough data are absent
 */
public record WindowFindings(
    Window window,
    @Nullable Instant from,
    Instant to,
    long rows,
    Drift drift,
    Map<QualityCheck, Long> quality,
    List<Segment> segments) {
  private static final int SHOWN_WINDOWS = 2;

  public WindowFindings {
    quality = Map.copyOf(quality);
    segments = List.copyOf(segments);
  }

  /** What was found of one column. */
  public record Column(String name, Verdict verdict) {
    static @Nullable Column of(@Nullable ColumnReport report) {
      return report == null ? null : new Column(report.name(), report.verdict());
    }
  }

  /**
   * What was found of inputs and predictions.
   *
   * @param verdict on the inputs as a whole
   * @param driftedRatio share of the judged features that have drifted
   * @param prediction the score or value, or the class of a model without a score; null if none
   * @param predictedClass of a model with a score; null if it has none
   * @param multivariate the features together; null if they were not looked at
   */
  public record Drift(
      Verdict verdict,
      OptionalDouble driftedRatio,
      List<Column> features,
      @Nullable Column prediction,
      @Nullable Column predictedClass,
      @Nullable Verdict multivariate) {

    public Drift {
      features = List.copyOf(features);
    }
  }

  /** What was found of the rows with one value of a segment column. */
  public record Segment(String column, String value, Verdict verdict) {}

  /** Returns what {@code verdict} says in short. */
  public static WindowFindings of(WindowVerdict verdict) {
    DriftReport report = verdict.report();
    return new WindowFindings(
        verdict.window(),
        report.window().from(),
        Objects.requireNonNull(report.window().to(), "a window that was judged has ended"),
        report.window().rows(),
        new Drift(
            report.dataset().verdict(),
            report.dataset().driftedRatio(),
            report.features().stream().map(f -> new Column(f.name(), f.verdict())).toList(),
            Column.of(report.prediction()),
            Column.of(report.predictedClass()),
            report.multivariate() == null ? null : report.multivariate().verdict()),
        faulty(verdict.quality()),
        verdict.segments().stream().map(WindowFindings::segment).toList());
  }

  /** Returns by check how many features are faulty, of checks that had enough data. */
  private static Map<QualityCheck, Long> faulty(QualityReport report) {
    Map<QualityCheck, Long> faulty = new EnumMap<>(QualityCheck.class);
    for (QualityCheck check : QualityCheck.values()) {
      report
          .figures(check)
          .map(QualityFigure::verdict)
          .filter(found -> found != Verdict.NOT_ENOUGH_DATA)
          .forEach(found -> faulty.merge(check, found == Verdict.DRIFTED ? 1L : 0L, Long::sum));
    }
    return faulty;
  }

  private static Segment segment(SegmentReport segment) {
    return new Segment(
        segment.column(),
        segment.value(),
        WindowVerdict.together(segment.report().columns().map(ColumnReport::verdict).toList()));
  }

  /**
   * Returns whether so much time has passed since the window ended that its verdict is shown no
   * more.
   */
  public boolean isPast(Instant now) {
    return to.plus(window.length().multipliedBy(SHOWN_WINDOWS)).isBefore(now);
  }

  /** Returns whichever of the two is of the window that ended later. */
  static WindowFindings later(WindowFindings one, WindowFindings other) {
    return other.to.isBefore(one.to) ? one : other;
  }
}
