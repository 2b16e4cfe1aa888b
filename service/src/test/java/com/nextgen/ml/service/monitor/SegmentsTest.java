package com.nextgen.ml.service.monitor;

import static com.nextgen.ml.service.monitor.TestReports.drift;
import static com.nextgen.ml.service.monitor.TestReports.found;
import static com.nextgen.ml.service.monitor.TestReports.refused;
import static com.nextgen.ml.service.monitor.TestReports.segments;
import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.kind.SegmentReport;
import com.nextgen.ml.service.monitor.kind.SegmentReports;
import com.nextgen.ml.service.monitor.live.ClockTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SegmentsTest {
  private static final VersionId ID = new VersionId("shop", 1);
  private static final List<String> SHOPS = List.of("berlin", "paris", "rome");

  private final SimulatedClock clock = new SimulatedClock();
  private final List<WindowVerdict> told = new ArrayList<>();
  private final Monitor monitor = new Monitor(clock, 2, told::add);
  private final Random random = new Random(3);
  private final ModelSchema schema = schema();
  private final Baseline baseline = baseline();

  private static ModelSchema schema() {
    MonitoringPolicy policy = TestPolicy.of("5m").minimumRows(200).segments("shop").build();
    return ModelSchema.ofColumns(
        "shop",
        List.of(Feature.numeric("price"), Feature.categorical("shop"), Feature.numeric("weight")),
        policy);
  }

  /** Through its document, as the service has it. */
  private Baseline baseline() {
    RowBlock rows = rows(6_000, i -> SHOPS.get(i % 3), i -> i % 3);
    EdgePass edges = BaselineBuilder.of(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, 1);
    edges.add(rows);
    CountPass counts = edges.freeze();
    counts.add(rows);
    Baseline built = counts.build("", Instant.EPOCH);
    Baseline read = BaselineJson.read(BaselineJson.toBytes(built));
    assertThat(read.segments()).isEqualTo(built.segments()).hasSize(1);
    return read;
  }

  /** Rows whose prices differ by shop. */
  private RowBlock rows(int n, IntFunction<String> shop, IntToDoubleFunction price) {
    double[] numeric = new double[2 * n];
    String[] shops = new String[n];
    for (int i = 0; i < n; i++) {
      shops[i] = shop.apply(i);
      numeric[2 * i] = price.applyAsDouble(i) + random.nextGaussian();
      numeric[2 * i + 1] = random.nextGaussian();
    }
    return new RowBlock(n, numeric, shops);
  }

  private void send(VersionObserver observer, RowBlock rows) {
    int n = rows.rows();
    observer.onRows(rows, new PredictionBlock(n, new int[0], new double[n], null), RowDetails.NONE);
  }

  private void run(Duration duration) {
    for (long second = 0; second < duration.toSeconds(); second++) {
      ClockTime now = clock.pass(Duration.ofSeconds(1));
      monitor.tick(now.nanos(), now.wall());
    }
  }

  private static DriftReport of(List<SegmentReport> reports, String value) {
    return reports.stream()
        .filter(report -> report.value().equals(value))
        .findFirst()
        .orElseThrow()
        .report();
  }

  @Test
  void findsDriftOfOneSegmentAndOpposedDrifts() {
    VersionObserver observer = monitor.loaded(ID, schema, baseline);
    // Berlin and Rome change places: all prices together are as they were.
    send(observer, rows(3_000, i -> SHOPS.get(i % 3), i -> 2 - i % 3));
    run(Duration.ofMinutes(5));

    WindowVerdict verdict = told.get(0);
    assertThat(drift(verdict).feature("price").orElseThrow().verdict()).isEqualTo(Verdict.STABLE);
    assertThat(segments(verdict))
        .extracting(SegmentReport::value)
        .containsExactlyInAnyOrderElementsOf(SHOPS);
    assertThat(price(verdict, "berlin")).isEqualTo(Verdict.DRIFTED);
    assertThat(price(verdict, "rome")).isEqualTo(Verdict.DRIFTED);
    assertThat(price(verdict, "paris")).isEqualTo(Verdict.STABLE);
    DriftReport berlin = of(segments(verdict), "berlin");
    assertThat(berlin.feature("weight").orElseThrow().verdict()).isEqualTo(Verdict.STABLE);
    assertThat(berlin.window().rows()).isEqualTo(1_000);
    assertThat(berlin.baseline().rows()).isEqualTo(2_000);
    assertThat(berlin.policy().nominal()).isFalse();
    assertThat(berlin.policy().level())
        .isEqualTo(schema.monitoring().level(AlarmFamily.SEGMENTS, Window.parse("5m")));
  }

  private static Verdict price(WindowVerdict verdict, String value) {
    return of(segments(verdict), value).feature("price").orElseThrow().verdict();
  }

  @Test
  void onDemandReportsAreNominalAndRaiseNoAlarm() {
    VersionObserver observer = monitor.loaded(ID, schema, baseline);
    send(observer, rows(900, i -> SHOPS.get(i % 3), i -> i % 3));
    send(observer, rows(1, i -> "paris", i -> 1));

    SegmentReports answer = found(segments(monitor, ID, "shop", null));

    assertThat(answer.window()).isEqualTo("5m");
    assertThat(answer.segments()).hasSize(3);
    DriftReport paris = of(answer.segments(), "paris");
    assertThat(paris.window().rows()).isEqualTo(301);
    assertThat(paris.policy().nominal()).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void unseenValuesShareOneSegmentWithoutAVerdict() {
    VersionObserver observer = monitor.loaded(ID, schema, baseline);
    send(observer, rows(5_000, i -> i % 5 == 0 ? null : "shop-" + i, i -> 0));
    run(Duration.ofMinutes(5));

    assertThat(segments(told.get(0)))
        .singleElement()
        .satisfies(
            other -> {
              assertThat(other.value()).isEqualTo("__other__");
              assertThat(other.report().window().rows()).isEqualTo(5_000);
              assertThat(other.report().dataset().verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
              assertThat(other.report().dataset().reason()).isEqualTo(Reason.NO_SEGMENT_BASELINE);
            });
  }

  @Test
  void judgesALateValueInTheWindowOfItsArrival() {
    VersionObserver observer = monitor.loaded(ID, schema, baseline);
    run(Duration.ofMinutes(12));
    send(observer, rows(500, i -> "rome", i -> 2));
    run(Duration.ofMinutes(3));

    assertThat(told).hasSize(3);
    assertThat(segments(told.get(1))).isEmpty();
    DriftReport rome = of(segments(told.get(2)), "rome");
    assertThat(rome.window().rows()).isEqualTo(500);
    assertThat(rome.feature("price").orElseThrow().verdict()).isEqualTo(Verdict.STABLE);
    run(Duration.ofMinutes(5));
    assertThat(of(segments(told.get(3)), "rome").window().rows()).isZero();
  }

  @Test
  void refusesUnknownSegments() {
    monitor.loaded(ID, schema, baseline);
    assertThat(segments(monitor, ID, "price\n", null))
        .isEqualTo(
            refused(
                ErrorCode.UNKNOWN_SEGMENT,
                "segment 'price?' is not one of the declared columns: shop"));
    assertThat(segments(monitor, ID, "shop", "2h"))
        .isEqualTo(refused(ErrorCode.UNKNOWN_WINDOW, "window '2h' is not one of 5m"));
  }
}
