package com.nextgen.ml.service.monitor;

import static com.nextgen.ml.service.monitor.TestReports.asked;
import static com.nextgen.ml.service.monitor.TestReports.drift;
import static com.nextgen.ml.service.monitor.TestReports.quality;
import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.quality.QualityCheck;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.monitor.check.ReportResult.Refused;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.kind.Checks;
import com.nextgen.ml.service.monitor.kind.DriftFinding;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.CountKinds;
import com.nextgen.ml.service.monitor.live.CountsHistory;
import com.nextgen.ml.service.monitor.live.RequestFigures;
import com.nextgen.ml.service.monitor.live.Stage;
import com.nextgen.ml.service.monitor.live.TracedRequest;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.monitor.live.WindowFindings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MonitorTest {
  private static final VersionId ID = new VersionId("shop", 3);

  private final SimulatedClock clock = new SimulatedClock();
  private final List<WindowVerdict> told = new ArrayList<>();
  private final Monitor monitor = new Monitor(clock, 2, told::add);
  private final Random random = new Random(7);

  private VersionObserver load(VersionId id) {
    return monitor.loaded(
        id, SimulatedModel.schema(id.model(), "5m", "1h"), SimulatedModel.baseline(id.model()));
  }

  private void send(VersionObserver observer, int rows, double shift) {
    SimulatedModel.Batch batch = SimulatedModel.batch(random, rows, shift);
    observer.onRows(batch.rows(), batch.predictions(), RowDetails.NONE);
  }

  /** Lets time pass in steps of a second. */
  private void run(Duration duration) {
    for (long second = 0; second < duration.toSeconds(); second++) {
      ClockTime now = clock.pass(Duration.ofSeconds(1));
      monitor.tick(now.nanos(), now.wall());
    }
  }

  private DriftReport report(String window, String against) {
    return drift(monitor, ID, window, against);
  }

  @Test
  void aWindowIsJudgedOnceAtItsEndAtTheLevelTheBudgetLeaves() {
    VersionObserver observer = load(ID);
    Instant start = clock.get().wall();
    send(observer, 2_000, 0);
    run(Duration.ofSeconds(299));
    assertThat(told).isEmpty();

    run(Duration.ofSeconds(1));

    assertThat(told).hasSize(1);
    WindowVerdict verdict = told.get(0);
    ModelSchema schema = SimulatedModel.schema("shop", "5m", "1h");
    DriftCriteria policy =
        DriftCriteria.forWindow(
            schema.monitoring(), schema.monitoring().windows().get(0), AlarmFamily.DRIFT);
    assertThat(verdict.version()).isEqualTo(ID);
    assertThat(drift(verdict).policy()).isEqualTo(policy);
    assertThat(drift(verdict).policy().nominal()).isFalse();
    assertThat(drift(verdict).policy().level()).isLessThan(1e-5);
    assertThat(drift(verdict).window().from()).isEqualTo(start);
    assertThat(drift(verdict).window().to()).isEqualTo(start.plusSeconds(300));
    assertThat(drift(verdict).window().rows()).isEqualTo(2_000);
    assertThat(drift(verdict).dataset().verdict()).isEqualTo(Verdict.STABLE);
    assertThat(monitor.judged(ID)).containsExactly(verdict.findings());
    run(Duration.ofSeconds(299));
    assertThat(told).hasSize(1);
  }

  @Test
  void rowsThatComeWhileAVersionsWindowIsJudgedAreInNoWindowThatHasEnded() {
    List<VersionObserver> observers = new ArrayList<>();
    List<Long> rows = new ArrayList<>();
    Monitor slow =
        new Monitor(
            clock,
            2,
            verdict -> {
              rows.add(verdict.span().rows());
              observers.forEach(observer -> send(observer, 10, 0));
            });
    for (String model : List.of("one", "two", "three")) {
      observers.add(
          slow.loaded(
              new VersionId(model, 1),
              SimulatedModel.schema(model, "5m"),
              SimulatedModel.baseline(model)));
    }
    observers.forEach(observer -> send(observer, 700, 0));
    ClockTime end = clock.pass(Duration.ofMinutes(5));

    slow.tick(end.nanos(), end.wall());

    assertThat(rows).containsExactly(700L, 700L, 700L);
    ClockTime next = clock.pass(Duration.ofMinutes(5));
    slow.tick(next.nanos(), next.wall());
    assertThat(rows.subList(3, 6).stream().mapToLong(Long::longValue).max()).hasValue(30);
  }

  @Test
  void dataQualityIsJudgedAtTheEndOfAWindowAtItsOwnShareOfTheBudget() {
    VersionObserver observer = load(ID);
    SimulatedModel.Batch batch = SimulatedModel.batch(random, 2_000, 0);
    int width = batch.rows().numericWidth();
    for (int row = 0; row < 2_000; row += 10) {
      batch.rows().numeric()[row * width] = Missing.NUMBER;
    }
    observer.onRows(batch.rows(), batch.predictions(), RowDetails.NONE);

    QualityReport now = quality(monitor, ID, "5m");
    run(Duration.ofMinutes(5));

    QualityReport judged = quality(told.get(0));
    assertThat(now.policy().nominal()).isTrue();
    assertThat(judged.policy().nominal()).isFalse();
    assertThat(judged.policy().level())
        .isEqualTo(
            SimulatedModel.schema("shop", "5m", "1h")
                .monitoring()
                .level(AlarmFamily.QUALITY, told.get(0).window()));
    for (QualityReport report : List.of(now, judged)) {
      assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
      assertThat(
              report.features().stream()
                  .flatMap(f -> f.checks().stream())
                  .filter(f -> f.verdict() == Verdict.DRIFTED))
          .singleElement()
          .satisfies(f -> assertThat(f.check()).isEqualTo(QualityCheck.MISSING))
          .satisfies(f -> assertThat(f.count()).isEqualTo(200));
    }
    assertThat(monitor.report(Checks.QUALITY, ID, asked("2h", null))).isInstanceOf(Refused.class);
  }

  @Test
  void aShiftedPriceDriftsAndTheOthersDoNot() {
    VersionObserver observer = load(ID);
    send(observer, 2_000, 40);
    run(Duration.ofMinutes(5));

    DriftReport report = drift(told.get(0));

    assertThat(report.feature("price").orElseThrow().verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(report.feature("device").orElseThrow().verdict()).isEqualTo(Verdict.STABLE);
    assertThat(report.feature("temperature").orElseThrow().verdict()).isEqualTo(Verdict.STABLE);
    assertThat(report.prediction().verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(report.subject().scope()).isEqualTo("instance");
  }

  @Test
  void everyWindowOfThePolicyHasItsOwnVerdict() {
    VersionObserver observer = load(ID);
    send(observer, 600, 0);
    run(Duration.ofHours(1));

    assertThat(told).hasSize(13);
    assertThat(monitor.judged(ID))
        .extracting(verdict -> verdict.window().name())
        .containsExactly("5m", "1h");
    assertThat(monitor.judged(ID).get(0).of(DriftFinding.class).orElseThrow().verdict())
        .isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(monitor.judged(ID).get(1).rows()).isEqualTo(600);
  }

  @Test
  void aVersionWithoutBaselineCountsAndSaysThatItHasNone() {
    VersionObserver observer = monitor.loaded(ID, SimulatedModel.schema("shop", "5m"), null);
    send(observer, 700, 0);
    run(Duration.ofMinutes(5));

    DriftReport report = report("5m", null);

    assertThat(report.dataset().verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    assertThat(report.dataset().reason()).isEqualTo(Reason.NO_BASELINE);
    assertThat(report.window().rows()).isEqualTo(700);
    assertThat(drift(told.get(0)).dataset().reason()).isEqualTo(Reason.NO_BASELINE);
  }

  @Test
  void aRetiredVersionIsForgottenAndItsSuccessorIsNot() {
    VersionObserver first = load(ID);
    VersionObserver second = load(ID);
    send(second, 10, 0);

    first.onRetired();
    assertThat(monitor.versions()).singleElement().isSameAs(second);
    assertThat(monitor.version(ID).rows()).isEqualTo(10);

    second.onRetired();
    assertThat(monitor.versions()).isEmpty();
    assertThat(monitor.judged(ID)).isEmpty();
  }

  /** A store without counts. */
  private record NothingKept(boolean isShared) implements CountsHistory {
    @Override
    public void keep(VersionId id, CountKind kind, WindowCounts span) {}

    @Override
    public int replicas() {
      return 1;
    }

    @Override
    public Answer countedElsewhere(
        VersionId id, Layout layout, CountKinds kinds, Instant after, Instant to) {
      return new Known(Map.of());
    }
  }

  @Test
  void aVerdictIsShownUntilTwoMoreWindowsHavePassed() {
    Monitor watching =
        new Monitor(clock, 2, told::add, new NothingKept(true), (verdict, at) -> false);
    watching.loaded(ID, SimulatedModel.schema("shop", "5m"), SimulatedModel.baseline("shop"));
    VersionMonitor version = watching.version(ID);
    Window window = version.schema().monitoring().windows().get(0);
    Instant end = clock.get().wall();
    WindowCounts span = new WindowCounts(end.minusSeconds(300), end, 0, version.layout().empty());
    watching.judge(version, window, Map.of(CountKind.ALL_ROWS, span), verdict -> true);

    ClockTime later = clock.pass(Duration.ofMinutes(10));
    watching.tick(later.nanos(), later.wall());
    assertThat(watching.judged(ID)).extracting(WindowFindings::to).containsExactly(end);

    later = clock.pass(Duration.ofMillis(1));
    watching.tick(later.nanos(), later.wall());
    assertThat(watching.judged(ID)).isEmpty();
  }

  @Test
  void aVerdictThatHasNoRoomInTheStoreIsToldAndReportedLost() {
    Monitor watching =
        new Monitor(clock, 2, told::add, new NothingKept(false), (verdict, at) -> false);
    watching.loaded(ID, SimulatedModel.schema("shop", "5m"), SimulatedModel.baseline("shop"));

    ClockTime now = clock.pass(Duration.ofMinutes(5));
    watching.tick(now.nanos(), now.wall());

    assertThat(told).hasSize(1);
    assertThat(watching.judged(ID)).hasSize(1);
    assertThat(watching.version(ID).dropped(Stage.VERDICT_LOG)).isEqualTo(1);
  }

  @Test
  void rowsThatCannotBeCountedAreReportedAndDoNotFailTheCaller() {
    VersionObserver observer = load(ID);

    observer.onRows(
        new RowBlock(3, new double[3], new String[0]),
        new PredictionBlock(3, new int[3], new double[3], null),
        RowDetails.NONE);

    assertThat(monitor.version(ID).dropped(Stage.COUNT)).isEqualTo(3);
    assertThat(monitor.version(ID).rows()).isEqualTo(3);
  }

  @Test
  void aListenerThatFailsKeepsNoOtherVersionFromBeingJudged() {
    Monitor failing =
        new Monitor(
            clock,
            1,
            verdict -> {
              throw new IllegalStateException("full disk");
            });
    VersionId other = new VersionId("other", 1);
    for (VersionId id : List.of(ID, other)) {
      failing.loaded(id, SimulatedModel.schema(id.model(), "5m"), null);
    }
    ClockTime end = clock.pass(Duration.ofMinutes(5));
    failing.tick(end.nanos(), end.wall());

    assertThat(failing.judged(ID)).hasSize(1);
    assertThat(failing.judged(other)).hasSize(1);
    assertThat(failing.version(ID).dropped(Stage.EVALUATE)).isEqualTo(1);
  }

  @Test
  void aWallClockThatIsSetBackChangesLabelsAndNothingElse() {
    VersionObserver observer = load(ID);
    send(observer, 900, 0);
    ClockTime end = clock.pass(Duration.ofMinutes(5));

    monitor.tick(end.nanos(), end.wall().minus(Duration.ofDays(1)));

    assertThat(told).hasSize(1);
    assertThat(drift(told.get(0)).dataset().verdict()).isEqualTo(Verdict.STABLE);
    assertThat(drift(told.get(0)).window().rows()).isEqualTo(900);
    assertThat(monitor.version(ID).dropped(Stage.EVALUATE)).isZero();
  }

  @Test
  void requestsAreCountedByOutcomeAndLatency() {
    VersionObserver observer = load(ID);
    String trace = "0af7651916cd43dd8448eb211c80319c";

    observer.onRequest(250_000_000, null, trace);
    observer.onRequest(250_000_001, ErrorReason.MODEL, "not a trace id");
    observer.onRequest(-5, ErrorReason.INVALID, null);

    RequestFigures figures = monitor.version(ID).requests();
    assertThat(figures.requests()).isEqualTo(3);
    assertThat(figures.errors())
        .containsEntry(ErrorReason.MODEL, 1L)
        .containsEntry(ErrorReason.INVALID, 1L)
        .containsEntry(ErrorReason.TIMEOUT, 0L);
    assertThat(figures.latency()[8]).isEqualTo(1);
    assertThat(figures.latency()[9]).isEqualTo(1);
    assertThat(figures.latency()[0]).isEqualTo(1);
    assertThat(RequestFigures.edges()[8]).isEqualTo(0.25);
    assertThat(figures.traced().get(8)).isEqualTo(new TracedRequest(trace, 0.25));
    assertThat(figures.traced().get(9)).isNull();
    assertThat(figures.seconds()).isEqualTo(0.500000001);
  }
}
