package com.nextgen.ml.service.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.concept.RowCluster;
import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.monitoring.performance.Shortage;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.feedback.outcome.Outcome;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.monitor.check.DriftAnswer;
import com.nextgen.ml.service.monitor.check.DriftAnswer.Refusal;
import com.nextgen.ml.service.monitor.check.PerformanceAnswer;
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
  void aChangedConceptIsFoundWhileTheEstimateStaysWhereItWas() {
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
  void labelsThatAreMissingAreNotEnough() {
    PerformanceReport report = judged(predict(3000, 1).subList(0, 1500));
    assertThat(report.reason()).isEqualTo(Shortage.LOW_COVERAGE);
  }

  @Test
  void theLastVerdictIsAnswered() {
    assertThat(monitor.maturedPerformance(ID, "5m")).isInstanceOf(PerformanceAnswer.Refused.class);
    PerformanceReport report = judged(predict(600, 1));
    assertThat(monitor.maturedPerformance(ID, null))
        .isEqualTo(new PerformanceAnswer.Computed(report));
    assertThat(monitor.maturedPerformance(ID, "2h")).isInstanceOf(PerformanceAnswer.Refused.class);
  }

  @Test
  void earlierLabelsAreInTheWindowInWhichTheyCame() {
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
  void reportsAreOfWhatArrivedInTheWindow() {
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
    assertThat(monitor.performance(ID, "2h", null)).isInstanceOf(PerformanceAnswer.Refused.class);
    assertThat(monitor.performance(ID, null, "version:9"))
        .isInstanceOf(PerformanceAnswer.Refused.class);
  }

  @Test
  void whatIsNotThereIsRefusedWithAReason() {
    monitor.loaded(new VersionId("shop", 5), SimulatedModel.schema("shop", "7m"), null);
    monitor.loaded(new VersionId("shop", 6), regression(), null);

    assertThat(monitor.performance(new VersionId("shop", 9), null, null))
        .isEqualTo(refused(Refusal.UNKNOWN_VERSION, "version 9 of model 'shop' is not loaded"));
    assertThat(monitor.maturedPerformance(new VersionId("shop", 9), null))
        .isEqualTo(refused(Refusal.UNKNOWN_VERSION, "version 9 of model 'shop' is not loaded"));
    assertThat(monitor.performance(ID, "2h", null))
        .isEqualTo(refused(Refusal.UNKNOWN_WINDOW, "window '2h' is not one of 5m"));
    assertThat(monitor.performance(ID, null, "version:9"))
        .isEqualTo(refused(Refusal.UNKNOWN_REFERENCE, "version 9 of model 'shop' is not loaded"));
    assertThat(monitor.performance(ID, null, "version:5"))
        .isEqualTo(refused(Refusal.NOT_COMPARABLE, "version 5 has no window '5m'"));
    assertThat(monitor.performance(ID, null, "version:6"))
        .isEqualTo(refused(Refusal.NOT_COMPARABLE, "version 6 has another task"));
  }

  private static PerformanceAnswer refused(Refusal refusal, String message) {
    return new PerformanceAnswer.Refused(new DriftAnswer.Refused(refusal, message));
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
    return monitor.judgePerformance(version, window, predicted, sum.counts()).report();
  }

  private PerformanceReport report(String against) {
    return ((PerformanceAnswer.Computed) monitor.performance(ID, "5m", against)).report();
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
