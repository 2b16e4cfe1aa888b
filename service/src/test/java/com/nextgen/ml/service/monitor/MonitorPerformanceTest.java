package com.nextgen.ml.service.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.CountPass;
import com.nextgen.ml.monitoring.baseline.EdgePass;
import com.nextgen.ml.monitoring.baseline.LabelBlock;
import com.nextgen.ml.monitoring.baseline.OutputCountPass;
import com.nextgen.ml.monitoring.baseline.OutputEdgePass;
import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.drift.Verdict;
import com.nextgen.ml.monitoring.figures.Figure;
import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.monitoring.performance.Shortage;
import com.nextgen.ml.monitoring.schema.BudgetShares;
import com.nextgen.ml.monitoring.schema.ConceptPolicy;
import com.nextgen.ml.monitoring.schema.DriftRules;
import com.nextgen.ml.monitoring.schema.FalseAlarmBudget;
import com.nextgen.ml.monitoring.schema.LabelPolicy;
import com.nextgen.ml.monitoring.schema.LogPolicy;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.MultivariatePolicy;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.Window;
import com.nextgen.ml.service.feedback.Outcome;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MonitorPerformanceTest {
  private static final VersionId ID = new VersionId("shop", 3);

  private final SimulatedClock clock = new SimulatedClock();
  private final Monitor monitor = new Monitor(clock, 2, verdict -> {});
  private final Random random = new Random(7);
  private final VersionObserver observer = monitor.loaded(ID, schema(), baseline());
  private final VersionPerformance performance =
      Objects.requireNonNull(monitor.version(ID)).performance();
  private long sequence;

  @Test
  void aWindowIsJudgedOnceItsLabelsHaveMatured() {
    List<Outcome> outcomes = predict(3000, 1);
    run(Duration.ofMinutes(6));
    monitor.joined(outcomes);
    assertThat(performance.verdicts()).isEmpty();
    run(Duration.ofMinutes(8));
    assertThat(performance.verdicts()).isEmpty();
    run(Duration.ofMinutes(1).plusSeconds(2));
    PerformanceReport report = performance.verdicts().get(0).report();
    assertThat(report.verdict()).isEqualTo(Verdict.STABLE);
    assertThat(report.by()).isEqualTo("prediction");
    assertThat(report.policy().nominal()).isFalse();
    assertThat(report.outcomes().labelled()).isEqualTo(3000);
    assertThat(Objects.requireNonNull(report.coverage()).share()).isEqualTo(1);
  }

  @Test
  void aChangedConceptIsFoundWhileTheEstimateStaysWhereItWas() {
    List<Outcome> outcomes = predict(3000, 4);
    run(Duration.ofMinutes(6));
    monitor.joined(outcomes);
    run(Duration.ofMinutes(10));
    PerformanceReport report = performance.verdicts().get(0).report();
    assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
    double before = Objects.requireNonNull(report.reference().values().get("accuracy"));
    Figure estimate =
        Objects.requireNonNull(Objects.requireNonNull(report.estimate()).figures().get("accuracy"));
    Figure realised = Objects.requireNonNull(report.figures().figures().get("accuracy"));
    assertThat(estimate.value()).isCloseTo(before, within(0.03));
    // From .75 to .6875: P(yes | score) is score⁴ instead of the score.
    assertThat(realised.value()).isLessThan(before - 0.04);
  }

  @Test
  void labelsThatAreMissingOrOfAnotherTimeAreNotEnough() {
    List<Outcome> first = predict(3000, 1);
    run(Duration.ofMinutes(6));
    monitor.joined(first.subList(0, 1500));
    run(Duration.ofMinutes(10));
    PerformanceReport report = performance.verdicts().get(0).report();
    assertThat(report.reason()).isEqualTo(Shortage.LOW_COVERAGE);
    // These arrive too late for their window, and change no other window's figures.
    monitor.joined(first.subList(1500, 3000));
    run(Duration.ofMinutes(5));
    assertThat(performance.verdicts().get(0).report().outcomes().labelled()).isZero();
    assertThat(report("baseline").outcomes().labelled()).isEqualTo(1500);
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
  void aCorrectedLabelReplacesTheFirst() {
    List<Outcome> outcomes = predict(1000, 1);
    run(Duration.ofMinutes(6));
    monitor.joined(outcomes);
    Outcome wrong = outcomes.get(0);
    monitor.corrected(wrong, with(wrong, 1 - wrong.actualClass()));
    run(Duration.ofMinutes(10));
    long[] actual = performance.verdicts().get(0).report().outcomes().cells(OutcomeCell.ACTUAL);
    long positives = outcomes.stream().filter(one -> one.actualClass() == 1).count();
    assertThat(actual[1]).isEqualTo(positives + (wrong.actualClass() == 1 ? -1 : 1));
    assertThat(actual[0] + actual[1]).isEqualTo(1000);
  }

  private PerformanceReport report(String against) {
    return ((PerformanceAnswer.Computed) monitor.performance(ID, "5m", against)).report();
  }

  /** Predicts rows whose labels follow P(yes | score) = score^distort. */
  private List<Outcome> predict(int rows, double distort) {
    SimulatedModel.Batch batch = SimulatedModel.batch(random, rows, 0);
    observer.onRows(batch.rows(), batch.predictions());
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
              0,
              List.of("no", "yes"),
              actual,
              Double.NaN,
              Map.of(),
              null));
    }
    return outcomes;
  }

  private static Outcome with(Outcome outcome, int actual) {
    return new Outcome(
        outcome.sequence(),
        outcome.version(),
        outcome.id(),
        outcome.predictedAt(),
        outcome.labelledAt(),
        outcome.receivedAt(),
        outcome.predictedClass(),
        outcome.score(),
        outcome.scoreBin(),
        outcome.classes(),
        actual,
        outcome.actual(),
        outcome.groups(),
        outcome.featureBins());
  }

  private void run(Duration duration) {
    for (long second = 0; second < duration.toSeconds(); second++) {
      Moment now = clock.pass(Duration.ofSeconds(1));
      monitor.tick(now.nanos(), now.wall());
    }
  }

  private static ModelSchema schema() {
    ModelSchema plain = SimulatedModel.schema("shop", "5m");
    return new ModelSchema(
        plain.name(),
        plain.owner(),
        plain.task(),
        plain.features(),
        plain.target(),
        plain.classes(),
        plain.positiveClass(),
        plain.labelSpellings(),
        plain.threshold(),
        plain.groups(),
        plain.crossed(),
        new MonitoringPolicy(
            List.of(Window.parse("5m")),
            500,
            FalseAlarmBudget.DEFAULT,
            BudgetShares.EQUAL,
            DriftRules.DEFAULT,
            false,
            List.of(),
            new LabelPolicy(Duration.ofMinutes(10), OptionalDouble.empty()),
            LogPolicy.DEFAULT,
            ConceptPolicy.DEFAULT,
            MultivariatePolicy.DEFAULT));
  }

  private static Baseline baseline() {
    Random random = new Random(1);
    SimulatedModel.Batch batch = SimulatedModel.batch(random, 6000, 0);
    int[] truth = new int[6000];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = random.nextDouble() < batch.predictions().score()[i] ? 1 : 0;
    }
    EdgePass edges = BaselineBuilder.of(schema(), Precision.FLOAT64, BaselineLimits.DEFAULT, 1);
    edges.add(batch.rows());
    CountPass counts = edges.freeze();
    counts.add(batch.rows());
    OutputEdgePass scores = counts.finish().outputs(false);
    scores.add(batch.predictions());
    OutputCountPass outputs = scores.freeze();
    outputs.add(batch.rows(), batch.predictions(), LabelBlock.ofClasses(truth));
    return outputs.build("", Instant.EPOCH, List.of());
  }
}
