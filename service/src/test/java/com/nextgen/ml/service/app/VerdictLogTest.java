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
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.SimulatedClock;
import com.nextgen.ml.service.monitor.SimulatedModel;
import com.nextgen.ml.service.monitor.check.Judged;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.kind.Checks;
import com.nextgen.ml.service.monitor.live.ClockTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A verdict is one line, which names what has drifted. */
class VerdictLogTest {

  private static List<ILoggingEvent> written(WindowVerdict... verdicts) {
    Logger logger = (Logger) LoggerFactory.getLogger(VerdictLog.class);
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    told.start();
    logger.addAppender(told);
    logger.setLevel(Level.DEBUG);
    try {
      VerdictLog log = new VerdictLog();
      List.of(verdicts).forEach(log::write);
    } finally {
      logger.setLevel(null);
      logger.detachAppender(told);
    }
    return told.list;
  }

  private static Map<String, Object> fields(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
  }

  @Test
  void worsePerformanceIsAWarningThatNamesTheFigures() {
    List<ILoggingEvent> lines =
        written(
            new WindowVerdict(
                new VersionId("shop", 3),
                Window.parse("1h"),
                drifted().window(),
                List.of(new Judged<>(Checks.PERFORMANCE, List.of(drifted())))));

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).getLevel()).isEqualTo(Level.WARN);
    assertThat(lines.get(0).getMessage()).isEqualTo("performance judged");
    assertThat(fields(lines.get(0)))
        .containsEntry("model", "shop")
        .containsEntry("version", 3)
        .containsEntry("window", "1h")
        .containsEntry("rows", 900L)
        .containsEntry("labelled", 0L)
        .containsEntry("verdict", "drifted")
        .containsEntry("drifted", List.of("f1"))
        .doesNotContainKey("reason");
  }

  @Test
  void onlyTheFirstVerdictAndChangesAreForInformation() {
    assertThat(
            written(
                performance("1h", Verdict.STABLE),
                performance("1h", Verdict.STABLE),
                performance("1d", Verdict.STABLE),
                performance("1h", Verdict.NOT_ENOUGH_DATA),
                performance("1h", Verdict.NOT_ENOUGH_DATA),
                performance("1h", Verdict.DRIFTED),
                performance("1h", Verdict.DRIFTED),
                performance("1h", Verdict.STABLE),
                performance("1h", Verdict.STABLE)))
        .extracting(ILoggingEvent::getLevel)
        .containsExactly(
            Level.INFO,
            Level.DEBUG,
            Level.INFO,
            Level.INFO,
            Level.DEBUG,
            Level.WARN,
            Level.WARN,
            Level.INFO,
            Level.DEBUG);
  }

  private static WindowVerdict performance(String window, Verdict verdict) {
    PerformanceReport report = report(verdict);
    return new WindowVerdict(
        new VersionId("shop", 3),
        Window.parse(window),
        report.window(),
        List.of(new Judged<>(Checks.PERFORMANCE, List.of(report))));
  }

  @Test
  void ofAWindowThatEndedOnlyDriftIsLogged() {
    SimulatedClock clock = new SimulatedClock();
    List<WindowVerdict> told = new ArrayList<>();
    Monitor monitor = new Monitor(clock, 1, told::add);
    SimulatedModel.Batch batch = SimulatedModel.batch(new Random(7), 2_000, 40);
    monitor
        .loaded(
            new VersionId("shop", 3),
            SimulatedModel.schema("shop", "5m"),
            SimulatedModel.baseline("shop"))
        .onRows(batch.rows(), batch.predictions(), RowDetails.NONE);
    ClockTime end = clock.pass(Duration.ofMinutes(5));
    monitor.tick(end.nanos(), end.wall());

    List<ILoggingEvent> lines = written(told.get(0));

    assertThat(told.get(0).judged()).hasSizeGreaterThan(1);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).getLevel()).isEqualTo(Level.WARN);
    assertThat(lines.get(0).getMessage()).isEqualTo("window judged");
    Map<String, Object> fields = fields(lines.get(0));
    assertThat(fields)
        .containsEntry("window", "5m")
        .containsEntry("to", end.wall())
        .containsEntry("rows", 2_000L)
        .containsKeys("verdict", "driftedRatio");
    assertThat(fields.get("drifted"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .contains("price")
        .hasSize((int) fields.get("driftedColumns"));
  }

  private static PerformanceReport drifted() {
    return report(Verdict.DRIFTED);
  }

  private static PerformanceReport report(Verdict verdict) {
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
        verdict,
        verdict == Verdict.NOT_ENOUGH_DATA ? Reason.TOO_FEW_LABELS : null);
  }
}
