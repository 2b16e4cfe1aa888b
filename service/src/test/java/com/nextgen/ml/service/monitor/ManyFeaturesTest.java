package com.nextgen.ml.service.monitor;

import static com.nextgen.ml.service.monitor.TestReports.drift;
import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.live.ClockTime;
import com.nextgen.ml.service.monitor.live.CountKind;
import com.nextgen.ml.service.monitor.live.VersionMonitor;
import com.nextgen.ml.service.monitor.live.WindowCounts;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.yaml.SchemaYaml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A model of more features than whose products live counters add. */
class ManyFeaturesTest {
  private static final int FEATURES = 40;
  private static final int SAMPLED = 800;
  private static final VersionId ID = new VersionId("wide", 1);

  private final SimulatedClock clock = new SimulatedClock();
  private final List<WindowVerdict> told = new ArrayList<>();
  private final Monitor monitor = new Monitor(clock, 2, told::add);
  private final Random random = new Random(3);

  private static ModelSchema schema() throws RegistryException {
    String features =
        IntStream.range(0, FEATURES)
            .mapToObj(i -> "- {name: x" + i + ", type: numeric}\n")
            .collect(Collectors.joining());
    String yaml =
        "name: wide\nowner: team\ntask: regression\nfeatures:\n"
            + features
            + "monitoring:\n  windows: [5m]\n  multivariate: {rows: "
            + SAMPLED
            + "}\n";
    return SchemaYaml.read(yaml.getBytes(StandardCharsets.UTF_8));
  }

  /** Standard normal columns, each second one with a correlation to the one before. */
  private RowBlock rows(int rows, double correlation) {
    double[] values = new double[rows * FEATURES];
    double other = Math.sqrt(1 - correlation * correlation);
    for (int i = 0; i < values.length; i++) {
      double fresh = random.nextGaussian();
      values[i] = i % 2 == 0 ? fresh : correlation * values[i - 1] + other * fresh;
    }
    return new RowBlock(rows, values, new String[0]);
  }

  private static PredictionBlock predictions(int rows) {
    return new PredictionBlock(rows, new int[0], new double[rows], null);
  }

  private Baseline baseline(ModelSchema schema) {
    RowBlock rows = rows(4_000, 0.6);
    EdgePass edges = BaselineBuilder.of(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, 1);
    edges.add(rows);
    CountPass counts = edges.freeze();
    counts.add(rows);
    return counts.build("", Instant.EPOCH);
  }

  /** A window of rows, a few at a time, and what was found of its features together. */
  private MultivariateReport window(VersionObserver observer, double correlation) {
    for (int i = 0; i < 100; i++) {
      observer.onRows(rows(30, correlation), predictions(30), RowDetails.NONE);
    }
    ClockTime end = clock.pass(Duration.ofMinutes(5));
    monitor.tick(end.nanos(), end.wall());
    return drift(told.get(told.size() - 1)).multivariate();
  }

  @Test
  void findsAReversedCorrelationInTheDeclaredSample() throws RegistryException {
    ModelSchema schema = schema();
    VersionObserver observer = monitor.loaded(ID, schema, baseline(schema));

    MultivariateReport same = window(observer, 0.6);
    MultivariateReport turned = window(observer, -0.6);

    assertThat(same.verdict()).isEqualTo(Verdict.STABLE);
    assertThat(same.tests()).hasSize(3);
    assertThat(turned.tests()).hasSize(3).allMatch(test -> test.verdict() == Verdict.DRIFTED);
    assertThat(turned.tests().get(0).figure().rows()).isEqualTo(SAMPLED);
    assertThat(drift(told.get(1)).features())
        .allMatch(feature -> feature.verdict() == Verdict.STABLE);
  }

  @Test
  void holdsNoRowsOfNowAgainstTheBaselineForAWindowOfThePast() throws RegistryException {
    ModelSchema schema = schema();
    VersionObserver observer = monitor.loaded(ID, schema, baseline(schema));
    window(observer, -0.6);
    VersionMonitor version = monitor.version(ID);
    Instant end = Instant.EPOCH.plus(Duration.ofMinutes(5));
    WindowCounts past = new WindowCounts(Instant.EPOCH, end, 3_000, version.counts());

    WindowVerdict verdict =
        monitor
            .judgePast(
                version, schema.monitoring().windows().get(0), Map.of(CountKind.ALL_ROWS, past))
            .orElseThrow();

    assertThat(drift(verdict).multivariate().tests()).isEmpty();
    assertThat(told).hasSize(1);
  }
}
