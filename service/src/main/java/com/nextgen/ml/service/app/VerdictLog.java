package com.nextgen.ml.service.app;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.performance.MetricComparison;
import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.live.PerformanceVerdict;
import com.nextgen.ml.service.monitor.live.WindowVerdict;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes one log line for each window that ended; a warning where something has drifted. */
final class VerdictLog {
  private static final Logger LOG = LoggerFactory.getLogger(VerdictLog.class);

  /** A model may have thousands of features; the report names them all. */
  private static final int MAX_NAMES = 50;

  private VerdictLog() {}

  static void write(WindowVerdict verdict) {
    DriftReport report = verdict.report();
    List<String> drifted =
        report
            .columns()
            .filter(column -> column.verdict() == Verdict.DRIFTED)
            .map(ColumnReport::name)
            .toList();
    LoggingEventBuilder line =
        line(!drifted.isEmpty(), verdict.version(), verdict.window(), report.window())
            .addKeyValue("verdict", report.dataset().verdict().code());
    if (report.dataset().reason() != null) {
      line = line.addKeyValue("reason", report.dataset().reason().code());
    }
    if (report.dataset().driftedRatio().isPresent()) {
      line = line.addKeyValue("driftedRatio", report.dataset().driftedRatio().getAsDouble());
    }
    if (!drifted.isEmpty()) {
      line =
          line.addKeyValue("drifted", drifted.stream().limit(MAX_NAMES).toList())
              .addKeyValue("driftedColumns", drifted.size());
    }
    line.log("window judged");
  }

  private static LoggingEventBuilder line(
      boolean drifted, VersionId version, Window window, WindowSpan span) {
    return LOG.atLevel(drifted ? Level.WARN : Level.INFO)
        .addKeyValue("model", version.model())
        .addKeyValue("version", version.version())
        .addKeyValue("window", window.name())
        .addKeyValue("from", span.from())
        .addKeyValue("to", span.to())
        .addKeyValue("rows", span.rows());
  }

  /** The same of a window whose labels have matured. */
  static void write(PerformanceVerdict verdict) {
    PerformanceReport report = verdict.report();
    LoggingEventBuilder line =
        line(
                report.verdict() == Verdict.DRIFTED,
                verdict.version(),
                verdict.window(),
                report.window())
            .addKeyValue("labelled", report.outcomes().labelled())
            .addKeyValue("verdict", report.verdict().code());
    if (report.reason() != null) {
      line = line.addKeyValue("reason", report.reason().code());
    }
    List<String> drifted =
        report.comparisons().stream()
            .filter(MetricComparison::drifted)
            .map(one -> one.metric().code())
            .toList();
    if (!drifted.isEmpty()) {
      line = line.addKeyValue("drifted", drifted);
    }
    line.log("performance judged");
  }
}
