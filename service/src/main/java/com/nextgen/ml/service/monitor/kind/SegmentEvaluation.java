package com.nextgen.ml.service.monitor.kind;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.SegmentBaseline;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.drift.DesignEffects;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.DriftEvaluation;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.monitor.check.Against;
import com.nextgen.ml.service.monitor.check.Scope;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares what each segment of a window counted with the training rows of the same segment. */
record SegmentEvaluation(VersionMonitor version, Window window, Scope scope) {

  private record Key(String column, String value) {}

  /**
   * Evaluates all segments as one look.
   *
   * @param segments what was counted, by column and value
   * @return the reports by column; columns without values are absent
   */
  Map<String, List<SegmentReport>> evaluate(
      Map<String, Map<String, WindowCounts>> segments, DriftCriteria criteria) {
    List<DriftEvaluation.Case> cases = new ArrayList<>();
    List<Key> compared = new ArrayList<>();
    Map<Key, DriftReport> alone = new LinkedHashMap<>();
    Subject subject = scope.subject(version.id(), Against.BASELINE);
    segments.forEach(
        (column, values) ->
            values.forEach(
                (value, part) -> {
                  Key key = new Key(column, value);
                  WindowSpan span =
                      new WindowSpan(window.name(), part.from(), part.to(), part.rows());
                  Optional<Reference> reference = reference(key);
                  if (reference.isPresent()) {
                    compared.add(key);
                    cases.add(
                        new DriftEvaluation.Case(reference.get(), part.counts(), subject, span));
                  } else {
                    alone.put(
                        key,
                        DriftEvaluation.notEnoughData(
                            Reason.NO_SEGMENT_BASELINE, part.counts(), criteria, subject, span));
                  }
                }));
    List<DriftReport> found = DriftEvaluation.evaluateTogether(cases, criteria);
    Map<String, List<SegmentReport>> byColumn = new LinkedHashMap<>();
    for (int i = 0; i < found.size(); i++) {
      add(byColumn, compared.get(i), found.get(i));
    }
    alone.forEach((key, report) -> add(byColumn, key, report));
    return byColumn;
  }

  private static void add(Map<String, List<SegmentReport>> byColumn, Key key, DriftReport report) {
    byColumn
        .computeIfAbsent(key.column(), unused -> new ArrayList<>())
        .add(new SegmentReport(key.value(), report));
  }

  /** Returns the training rows of the segment; empty if the baseline keeps none. */
  private Optional<Reference> reference(Key key) {
    Baseline baseline = version.baseline();
    Counts counts =
        baseline == null
            ? null
            : baseline
                .segment(key.column())
                .map(SegmentBaseline::values)
                .map(values -> values.get(key.value()))
                .orElse(null);
    return baseline == null || counts == null
        ? Optional.empty()
        : Optional.of(
            new Reference(
                counts,
                inputRows(counts),
                baseline.sha256(),
                baseline.inSample(),
                false,
                DesignEffects.of(baseline, window),
                Optional.empty()));
  }

  /** Returns the training rows; outputs are counted from others. */
  private static long inputRows(Counts counts) {
    long rows = 0;
    for (int i = 0; i < counts.columns().size(); i++) {
      boolean input = counts.layout().columns().get(i).isInput();
      rows = Math.max(rows, input ? counts.columns().get(i).rows() : 0);
    }
    return rows;
  }
}
