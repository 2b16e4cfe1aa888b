package com.nextgen.ml.service.monitor;

import static com.nextgen.ml.service.monitor.TestReports.drift;
import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineInputs;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.baseline.capture.LabelBlock;
import com.nextgen.ml.monitoring.baseline.capture.OutputCountPass;
import com.nextgen.ml.monitoring.baseline.capture.OutputEdgePass;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.kind.SegmentReports;
import com.nextgen.ml.service.monitor.live.ClockTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Segments by attributes that are no categorical feature, and what the model says of them. */
class AttributeSegmentsTest {
  private static final VersionId ID = new VersionId("loans", 1);

  private final SimulatedClock clock = new SimulatedClock();
  private final List<WindowVerdict> told = new ArrayList<>();
  private final Monitor monitor = new Monitor(clock, 2, told::add);
  private final Random random = new Random(5);
  private final ModelSchema schema = schema();

  private static ModelSchema schema() {
    return new ModelSchema(
        "loans",
        "",
        Task.BINARY_CLASSIFICATION,
        List.of(Feature.numeric("amount"), Feature.numeric("age")),
        null,
        List.of("no", "yes"),
        "yes",
        Map.of(),
        0.5,
        List.of(
            new GroupAttribute("country", null, null, List.of()),
            new GroupAttribute("age", null, null, List.of(40.0))),
        List.of(),
        TestPolicy.of("5m").minimumRows(200).segments("country", "age").build());
  }

  /** Rows of three countries, in which the model thinks differently of people. */
  private final class Sample {
    final @Nullable String[] countries;
    final RowBlock rows;
    final PredictionBlock said;

    Sample(int n, String spread) {
      countries = new String[n];
      double[] numbers = new double[2 * n];
      double[] scores = new double[n];
      int[] classes = new int[n];
      for (int i = 0; i < n; i++) {
        // One in a hundred has a country of its own, one does not say.
        countries[i] =
            i % 100 == 0 ? "c" + i : i % 100 == 1 ? null : List.of("de", "fr", "it").get(i % 3);
        numbers[2 * i] = random.nextGaussian();
        numbers[2 * i + 1] = 20 + random.nextInt(50);
        scores[i] = (spread.charAt(i % 3) - '0') * 0.3 + 0.3 * random.nextDouble();
        classes[i] = scores[i] >= 0.5 ? 1 : 0;
      }
      rows = new RowBlock(n, numbers, new String[0]);
      said = new PredictionBlock(n, classes, scores, null);
    }

    LabelBlock labels() {
      return LabelBlock.ofClasses(said.classIndex()).with("country", countries);
    }

    RowDetails details() {
      return new RowDetails() {
        @Override
        public String id(int row) {
          return "r" + row;
        }

        @Override
        public boolean isCallersId(int row) {
          return false;
        }

        @Override
        public long predictedAt(int row) {
          return 0;
        }

        @Override
        public @Nullable String group(int row, String attribute) {
          return attribute.equals("country") ? countries[row] : null;
        }

        @Override
        public @Nullable String subject(int row) {
          return null;
        }
      };
    }
  }

  /** Through its document, as the service has it. */
  private Baseline baseline(boolean validated) {
    Sample training = new Sample(6_000, "012");
    EdgePass edges = BaselineBuilder.of(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, 1);
    edges.add(training.rows, new long[0], training.labels());
    CountPass counts = edges.freeze();
    counts.add(training.rows, new long[0], training.labels());
    BaselineInputs inputs = counts.finish();
    Sample heldOut = validated ? new Sample(3_000, "012") : training;
    OutputEdgePass outputs = inputs.outputs(!validated);
    outputs.add(heldOut.said);
    OutputCountPass counted = outputs.freeze();
    counted.add(heldOut.rows, heldOut.said, heldOut.labels());
    Baseline built = counted.build("", Instant.EPOCH, List.of());
    Baseline read = BaselineJson.read(BaselineJson.toBytes(built));
    assertThat(read.segments()).isEqualTo(built.segments());
    return read;
  }

  private void watch(Baseline baseline, Sample sent) {
    VersionObserver observer = monitor.loaded(ID, schema, baseline);
    observer.onRows(sent.rows, sent.said, sent.details());
    for (int second = 0; second < 300; second++) {
      ClockTime now = clock.pass(Duration.ofSeconds(1));
      monitor.tick(now.nanos(), now.wall());
    }
  }

  private DriftReport of(String column, String value) {
    return told.get(0).reports(SegmentReports.class).stream()
        .filter(reports -> reports.column().equals(column))
        .flatMap(reports -> reports.segments().stream())
        .filter(segment -> segment.value().equals(value))
        .findFirst()
        .orElseThrow()
        .report();
  }

  @Test
  void comparesPredictionsOfASegmentWithItsValidationRows() {
    // German and Italian scores change places: those of all rows together are as they were.
    watch(baseline(true), new Sample(3_000, "210"));

    DriftReport all = drift(told.get(0));
    assertThat(all.columns()).extracting(ColumnReport::verdict).containsOnly(Verdict.STABLE);
    assertThat(said(of("country", "de"))).isEqualTo(Verdict.DRIFTED);
    assertThat(said(of("country", "it"))).isEqualTo(Verdict.DRIFTED);
    assertThat(said(of("country", "fr"))).isEqualTo(Verdict.STABLE);
    DriftReport german = of("country", "de");
    assertThat(german.features()).extracting(ColumnReport::verdict).containsOnly(Verdict.STABLE);
    assertThat(german.window().rows()).isEqualTo(980);
    assertThat(german.baseline().rows()).isEqualTo(1_960);
    assertThat(german.prediction().reference().count()).isEqualTo(980);
  }

  private static Verdict said(DriftReport report) {
    return report.prediction().verdict();
  }

  @Test
  void bandsAreSegmentsAndRareValuesShareOne() {
    watch(baseline(true), new Sample(3_000, "012"));

    assertThat(told.get(0).reports(SegmentReports.class))
        .flatExtracting(
            reports ->
                reports.segments().stream().map(s -> reports.column() + " " + s.value()).toList())
        .containsExactlyInAnyOrder(
            "country de", "country fr", "country it", "country __other__", "age <40", "age >=40");
    assertThat(of("age", "<40").window().rows() + of("age", ">=40").window().rows())
        .isEqualTo(3_000);
    assertThat(said(of("age", "<40"))).isEqualTo(Verdict.STABLE);
    assertThat(of("country", "__other__").window().rows()).isEqualTo(60);
    assertThat(of("country", "__other__").prediction().reason()).isEqualTo(Reason.TOO_FEW_ROWS);
  }

  @Test
  void doesNotJudgePredictionsOfSegmentsWithoutValidationRows() {
    watch(baseline(false), new Sample(3_000, "210"));

    assertThat(of("country", "de").prediction().reason()).isEqualTo(Reason.NO_VALIDATION);
    assertThat(of("country", "de").features())
        .extracting(ColumnReport::verdict)
        .containsOnly(Verdict.STABLE);
  }
}
