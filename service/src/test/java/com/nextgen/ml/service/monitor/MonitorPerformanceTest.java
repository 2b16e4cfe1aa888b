package com.nextgen.ml.service.monitor;

import static com.nextgen.ml.service.monitor.TestReports.asked;
import static com.nextgen.ml.service.monitor.TestReports.matured;
import static com.nextgen.ml.service.monitor.TestReports.performance;
import static com.nextgen.ml.service.monitor.TestReports.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.concept.RowCluster;
import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.monitor.check.ReportResult;
import com.nextgen.ml.service.monitor.check.ReportResult.Found;
import com.nextgen.ml.service.monitor.check.ReportResult.Refused;
import com.nextgen.ml.service.monitor.kind.Checks;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.monitor.live.OutcomeAdder;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.VersionPerformance;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MonitorPerformanceTest {
  private static final VersionId ID = new VersionId("shop", 3);

  private final SimulatedClock clock = new SimulatedClock();
  private final Monitor monitor = new Monitor(clock, 2, verdict -> {});
  private final Random random = new Random(7);
  private final VersionObserver observer =
      monitor.loaded(ID, LabelledModel.schema(), LabelledModel.baseline());
  private final VersionPerformance performance =
      Objects.requireNonNull(monitor.version(ID)).performance();
  private long sequence;

  @Test
  void aWindowWithoutChangeIsStable() {
    PerformanceReport report = judged(predict(3000, 1));
    assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
    assertThat(report.by()).isEqualTo("prediction");
    assertThat(report.policy().nominal()).isFalse();
    assertThat(report.outcomes().labelled()).isEqualTo(3000);
    assertThat(Objects.requireNonNull(report.coverage()).share()).isEqualTo(1);
  }

  @Test
  void findsAChangedConceptThoughTheEstimateIsUnchanged() {
    PerformanceReport report = judged(predict(3000, 4));
    assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
    double before = Objects.requireNonNull(report.reference().values().get("accuracy"));
    Estimate estimate =
        Objects.requireNonNull(Objects.requireNonNull(report.estimate()).figures().get("accuracy"));
    Estimate realised = Objects.requireNonNull(report.figures().figures().get("accuracy"));
    assertThat(estimate.value()).isCloseTo(before, within(0.03));
    // From .75 to .6875: P(yes | score) is score⁴ instead of the score.
    assertThat(realised.value()).isLessThan(before - 0.04);
  }

  @Test
  void missingLabelsAreNotEnoughData() {
    PerformanceReport report = judged(predict(3000, 1).subList(0, 1500));
    assertThat(report.reason()).isEqualTo(Reason.LOW_COVERAGE);
  }

  @Test
  void theLastVerdictIsAnswered() {
    assertThat(matured(monitor, ID, "5m"))
        .isEqualTo(
            refused(
                ErrorCode.NOT_JUDGED_YET,
                "no window '5m' of version 3 has ended PT10M ago, as its labels need"));
    PerformanceReport report = judged(predict(600, 1));
    assertThat(matured(monitor, ID, null)).isEqualTo(new Found<>(report));
    assertThat(matured(monitor, ID, "2h")).isInstanceOf(Refused.class);
  }

  @Test
  void labelsBelongToTheWindowOfTheirArrival() {
    monitor.restored(
        List.of(
            received(predict(1, 1).get(0), 60),
            received(predict(1, 1).get(0), 290),
            received(predict(1, 1).get(0), 400),
            received(predict(1, 1).get(0), 5000)));
    assertThat(report("baseline").outcomes().labelled()).isEqualTo(2);
    assertThat(report("previous").reference().labelled()).isEqualTo(1);
    run(Duration.ofMinutes(2));
    assertThat(report("baseline").outcomes().labelled()).isEqualTo(1);
    assertThat(report("previous").reference().labelled()).isEqualTo(2);
  }

  @Test
  void reportsCoverLabelsThatArrivedInTheWindow() {
    List<Outcome> outcomes = predict(2000, 1);
    monitor.joined(outcomes.subList(0, 1000));
    assertThat(report("baseline").outcomes().labelled()).isEqualTo(1000);
    run(Duration.ofMinutes(6));
    monitor.joined(outcomes.subList(1000, 2000));
    PerformanceReport previous = report("previous");
    assertThat(previous.outcomes().labelled()).isEqualTo(1000);
    assertThat(previous.reference().labelled()).isEqualTo(1000);
    assertThat(previous.policy().nominal()).isTrue();
    run(Duration.ofMinutes(12));
    assertThat(report("baseline").outcomes().labelled()).isZero();
  }

  @Test
  void refusesUnknownVersionsAndWindowsWithAReason() {
    monitor.loaded(new VersionId("shop", 5), SimulatedModel.schema("shop", "7m"), null);
    monitor.loaded(new VersionId("shop", 6), regression(), null);

    assertThat(answer(new VersionId("shop", 9), null, null))
        .isEqualTo(
            refused(
                ErrorCode.UNKNOWN_VERSION,
                "version 9 of model 'shop' is not loaded; loaded: 3, 5, 6"));
    assertThat(matured(monitor, new VersionId("shop", 9), null))
        .isEqualTo(
            refused(
                ErrorCode.UNKNOWN_VERSION,
                "version 9 of model 'shop' is not loaded; loaded: 3, 5, 6"));
    assertThat(answer(ID, "2h", null))
        .isEqualTo(refused(ErrorCode.UNKNOWN_WINDOW, "window '2h' is not one of 5m"));
    assertThat(answer(ID, null, "version:9"))
        .isEqualTo(
            refused(
                ErrorCode.UNKNOWN_REFERENCE,
                "version 9 of model 'shop' is not loaded; loaded: 3, 5, 6"));
    assertThat(answer(ID, null, "version:5"))
        .isEqualTo(refused(ErrorCode.NOT_COMPARABLE, "version 5 has no window '5m'"));
    assertThat(answer(ID, null, "version:6"))
        .isEqualTo(refused(ErrorCode.NOT_COMPARABLE, "version 6 has another task"));
  }

  private ReportResult<PerformanceReport> answer(VersionId id, String window, String against) {
    return monitor.report(Checks.PERFORMANCE, id, asked(window, against));
  }

  private static ModelSchema regression() {
    ModelSchema schema = SimulatedModel.schema("shop", "5m");
    return new ModelSchema(
        schema.name(),
        schema.owner(),
        Task.REGRESSION,
        schema.features(),
        schema.target(),
        List.of(),
        null,
        Map.of(),
        schema.threshold(),
        List.of(),
        List.of(),
        schema.monitoring());
  }

  /** A verdict on all that was predicted until now, of which so much is known. */
  private PerformanceReport judged(List<Outcome> outcomes) {
    OutcomeAdder sum = performance.sum();
    outcomes.forEach(sum::add);
    VersionMonitor version = Objects.requireNonNull(monitor.version(ID));
    Window window = version.schema().monitoring().windows().get(0);
    WindowCounts predicted = version.recent(window, clock.get()).rolling();
    return performance(monitor.judgeMatured(version, window, predicted, sum.counts()));
  }

  private PerformanceReport report(String against) {
    return performance(monitor, ID, "5m", against);
  }

  /** Predicts rows whose labels follow P(yes | score) = score^distort. */
  private List<Outcome> predict(int rows, double distort) {
    SimulatedModel.Batch batch = SimulatedModel.batch(random, rows, 0);
    observer.onRows(batch.rows(), batch.predictions(), RowDetails.NONE);
    List<Outcome> outcomes = new ArrayList<>();
    long now = clock.get().wall().toEpochMilli();
    for (int i = 0; i < rows; i++) {
      double score = batch.predictions().score()[i];
      int actual = random.nextDouble() < Math.pow(score, distort) ? 1 : 0;
      outcomes.add(
          new Outcome(
              ++sequence,
              ID,
              "p" + sequence,
              now,
              now,
              now,
              batch.predictions().classIndex()[i],
              score,
              null,
              0,
              List.of("no", "yes"),
              actual,
              Double.NaN,
              Map.of(),
              null,
              RowCluster.NONE));
    }
    return outcomes;
  }

  /** The same with a label that came so long before now. */
  private Outcome received(Outcome outcome, int secondsAgo) {
    long at = clock.get().wall().minusSeconds(secondsAgo).toEpochMilli();
    return new Outcome(
        outcome.sequence(),
        outcome.version(),
        outcome.id(),
        at,
        at,
        at,
        outcome.predictedClass(),
        outcome.score(),
        outcome.scores(),
        outcome.scoreBin(),
        outcome.classes(),
        outcome.actualClass(),
        outcome.actual(),
        outcome.groups(),
        outcome.featureBins(),
        outcome.cluster());
  }

  private void run(Duration duration) {
    for (long second = 0; second < duration.toSeconds(); second++) {
      ClockTime now = clock.pass(Duration.ofSeconds(1));
      monitor.tick(now.nanos(), now.wall());
    }
  }
}
