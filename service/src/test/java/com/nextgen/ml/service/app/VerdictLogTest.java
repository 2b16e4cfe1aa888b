package com.nextgen.ml.service.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.figures.PerformanceMetric;
import com.nextgen.ml.monitoring.performance.CalibrationDrift;
import com.nextgen.ml.monitoring.performance.MetricComparison;
import com.nextgen.ml.monitoring.performance.PerformanceCriteria;
import com.nextgen.ml.monitoring.performance.PerformanceReference;
import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.check.Judged;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.kind.Checks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A verdict on performance is one line, which names the figures that became worse. */
class VerdictLogTest {

  @Test
  void driftIsAWarningThatNamesTheFigures() {
    Logger logger = (Logger) LoggerFactory.getLogger(VerdictLog.class);
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    logger.addAppender(told);
    try {
      VerdictLog.write(
          new WindowVerdict(
              new VersionId("shop", 3),
              Window.parse("1h"),
              drifted().window(),
              List.of(new Judged<>(Checks.PERFORMANCE, List.of(drifted())))));
    } finally {
      logger.detachAppender(told);
    }
    assertThat(told.list).hasSize(1);
    ILoggingEvent line = told.list.get(0);
    assertThat(line.getLevel()).isEqualTo(Level.WARN);
    assertThat(line.getMessage()).isEqualTo("performance judged");
    Map<String, Object> fields =
        line.getKeyValuePairs().stream()
            .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    assertThat(fields)
        .containsEntry("model", "shop")
        .containsEntry("version", 3)
        .containsEntry("window", "1h")
        .containsEntry("rows", 900L)
        .containsEntry("labelled", 0L)
        .containsEntry("verdict", "drifted")
        .containsEntry("drifted", List.of("f1"))
        .doesNotContainKey("reason");
  }

  private static PerformanceReport drifted() {
    OutcomeCounts outcomes =
        new OutcomeLayout(Task.BINARY_CLASSIFICATION, List.of("no", "yes"), 1, null).empty();
    Instant from = Instant.parse("2026-11-23T10:00:00Z");
    return new PerformanceReport(
        new Subject("shop", "3", "instance", "baseline"),
        new WindowSpan("1h", from, from.plusSeconds(3600), 900),
        "prediction",
        outcomes,
        MetricEstimates.of(outcomes),
        null,
        null,
        null,
        null,
        CalibrationDrift.NONE,
        PerformanceReference.empty(),
        PerformanceCriteria.onDemand(MonitoringPolicy.DEFAULT),
        List.of(
            new MetricComparison(PerformanceMetric.AUC, 0.8, 0.8, 0, 0.05, 0.5, false),
            new MetricComparison(PerformanceMetric.F1, 0.4, 0.8, 0.4, 0.05, 1e-9, true)),
        Verdict.DRIFTED,
        null);
  }
}
