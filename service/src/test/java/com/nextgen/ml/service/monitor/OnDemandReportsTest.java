package com.nextgen.ml.service.monitor;

import static com.nextgen.ml.service.monitor.TestReports.asked;
import static com.nextgen.ml.service.monitor.TestReports.drift;
import static com.nextgen.ml.service.monitor.TestReports.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.monitor.check.ReportResult;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.kind.Checks;
import com.nextgen.ml.service.monitor.live.ClockTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reports of windows until now, against each thing that a caller can name. */
class OnDemandReportsTest {
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

  private ReportResult<DriftReport> answer(VersionId id, String window, String against) {
    return monitor.report(Checks.DRIFT, id, asked(window, against));
  }

  @Test
  void onDemandTheRowsUpToNowAreComparedAtANominalLevel() {
    VersionObserver observer = load(ID);
    send(observer, 1_000, 0);
    run(Duration.ofSeconds(100));
    send(observer, 500, 0);

    DriftReport report = report("5m", null);

    assertThat(report.window().rows()).isEqualTo(1_500);
    assertThat(report.window().to()).isEqualTo(clock.get().wall());
    assertThat(report.policy().nominal()).isTrue();
    assertThat(report.subject().against()).isEqualTo("baseline");
    assertThat(told).isEmpty();
    assertThat(report("5m", null).window().rows()).isEqualTo(1_500);
  }

  @Test
  void theWindowBeforeIsAReferenceOnceThereIsOne() {
    VersionObserver observer = load(ID);
    send(observer, 1_000, 0);
    run(Duration.ofMinutes(5));
    assertThat(report("5m", "previous").dataset().reason())
        .isEqualTo(Reason.TOO_FEW_REFERENCE_ROWS);
    send(observer, 800, 40);
    run(Duration.ofMinutes(5));

    DriftReport report = report("5m", "previous");

    assertThat(report.baseline().rows()).isEqualTo(1_000);
    assertThat(report.window().rows()).isEqualTo(800);
    assertThat(report.feature("price").orElseThrow().verdict()).isEqualTo(Verdict.DRIFTED);
  }

  @Test
  void anotherVersionOfEqualBinsIsAReference() {
    send(load(ID), 1_000, 40);
    send(load(new VersionId("shop", 2)), 900, 0);

    DriftReport report = report("1h", "version:2");

    assertThat(report.subject().against()).isEqualTo("version:2");
    assertThat(report.baseline().rows()).isEqualTo(900);
    assertThat(report.feature("price").orElseThrow().verdict()).isEqualTo(Verdict.DRIFTED);
  }

  @Test
  void whatCannotBeComparedIsRefusedWithAReason() {
    load(ID);
    monitor.loaded(new VersionId("shop", 4), SimulatedModel.schema("shop", "5m"), null);

    assertThat(answer(new VersionId("shop", 9), null, null))
        .isEqualTo(
            refused(
                ErrorCode.UNKNOWN_VERSION,
                "version 9 of model 'shop' is not loaded; loaded: 3, 4"));
    assertThat(answer(ID, "2h", null))
        .isEqualTo(refused(ErrorCode.UNKNOWN_WINDOW, "window '2h' is not one of 5m, 1h"));
    assertThat(answer(ID, null, "version:8"))
        .isEqualTo(
            refused(
                ErrorCode.UNKNOWN_REFERENCE,
                "version 8 of model 'shop' is not loaded; loaded: 3, 4"));
    monitor.loaded(new VersionId("shop", 5), SimulatedModel.schema("shop", "7m"), null);
    assertThat(answer(ID, null, "version:5"))
        .isEqualTo(refused(ErrorCode.NOT_COMPARABLE, "version 5 has no window '5m'"));
  }

  @Test
  void ofAnotherVersionThatIsWhatHasEqualBinsIsCompared() {
    send(load(ID), 1_000, 40);
    VersionObserver bare =
        monitor.loaded(new VersionId("shop", 4), SimulatedModel.schema("shop", "5m"), null);
    send(bare, 900, 0);

    DriftReport report = report("5m", "version:4");

    // Without a baseline version 4 counts no features, and scores in bins of its own.
    assertThat(report.features())
        .extracting(ColumnReport::reason)
        .containsOnly(Reason.DIFFERENT_BINS);
    assertThat(report.dataset().reason()).isEqualTo(Reason.DIFFERENT_BINS);
    assertThat(report.prediction().reason()).isEqualTo(Reason.DIFFERENT_BINS);
    assertThat(report.predictedClass().verdict()).isEqualTo(Verdict.DRIFTED);
    assertThat(report.policy().nominal()).isTrue();
    assertThat(told).isEmpty();
  }
}
