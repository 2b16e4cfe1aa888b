package com.nextgen.ml.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.capture.BaselineBuilder;
import com.nextgen.ml.monitoring.baseline.capture.BaselineLimits;
import com.nextgen.ml.monitoring.baseline.capture.Blocking;
import com.nextgen.ml.monitoring.baseline.capture.CountPass;
import com.nextgen.ml.monitoring.baseline.capture.EdgePass;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReference;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/**
 * The whole report, every statistic of it, whatever the order of the reference's rows: columns of
 * many kinds, one of them sorted by, with and without drift, clusters told or not.
 */
class RowOrderTest {
  private static final ModelSchema SCHEMA =
      ModelSchema.ofColumns(
          "test",
          List.of(
              Feature.numeric("heavy"),
              Feature.numeric("near"),
              Feature.numeric("whole"),
              Feature.numeric("zeros"),
              Feature.categorical("name"),
              Feature.categorical("rare")),
          MonitoringPolicy.DEFAULT);

  /** A row and the cluster it is of. */
  private record Row(List<Double> numbers, List<@Nullable String> names, long key) {}

  @Property(tries = 25)
  void aReportDoesNotDependOnTheOrderOfTheReference(
      @ForAll long seed,
      @ForAll @IntRange(min = 300, max = 1500) int rows,
      @ForAll boolean clusters,
      @ForAll boolean drift)
      throws IOException {
    Random random = new Random(seed);
    List<Row> reference = rows(random, rows, false);
    List<Row> window = rows(random, 700, drift);
    List<Row> shuffled = new ArrayList<>(reference);
    Collections.shuffle(shuffled, random);
    List<Row> sorted = new ArrayList<>(reference);
    sorted.sort(Comparator.comparing(row -> row.numbers().get(0)));

    JsonNode report = report(reference, window, clusters);

    assertThat(report.at("/multivariate").isMissingNode()).isEqualTo(rows < 800);
    same("", report, report(shuffled, window, clusters));
    same("", report, report(sorted, window, clusters));
  }

  private static void same(String at, JsonNode expected, JsonNode found) {
    if (expected.isNumber()) {
      // Means add the same numbers in another order.
      double size = Math.abs(expected.asDouble());
      assertThat(found.asDouble()).as(at).isCloseTo(expected.asDouble(), within(1e-8 * (size + 1)));
    } else if (expected.isContainerNode()) {
      assertThat(found.size()).as(at).isEqualTo(expected.size());
      Iterator<String> names = expected.fieldNames();
      while (names.hasNext()) {
        String name = names.next();
        same(at + "/" + name, expected.get(name), found.path(name));
      }
      for (int i = 0; expected.isArray() && i < expected.size(); i++) {
        same(at + "/" + i, expected.get(i), found.get(i));
      }
    } else {
      assertThat(found).as(at).isEqualTo(expected);
    }
  }

  private static JsonNode report(List<Row> reference, List<Row> window, boolean clusters)
      throws IOException {
    Baseline baseline = baseline(reference, clusters);
    RowBlock live = block(window);
    LiveCounters counters = new LiveCounters(baseline.layout(), 1);
    counters.add(live, new PredictionBlock(live.rows(), new int[0], new double[live.rows()], null));
    DriftReport report =
        DriftEvaluation.evaluate(
            Reference.of(baseline).with(MultivariateReference.of(baseline)),
            counters.snapshot(),
            live,
            DriftCriteria.nominal(200),
            new Subject("test", "1", "files", "baseline"),
            new WindowSpan("all", null, null, live.rows()));
    return new ObjectMapper().readTree(DriftReportJson.toBytes(report));
  }

  private static Baseline baseline(List<Row> rows, boolean clusters) {
    Blocking blocking = clusters ? new Blocking.Clusters("user") : new Blocking.Independent();
    long[] keys = clusters ? rows.stream().mapToLong(Row::key).toArray() : new long[0];
    EdgePass edges =
        BaselineBuilder.of(SCHEMA, Precision.FLOAT64, BaselineLimits.DEFAULT, 1, blocking);
    edges.add(block(rows), keys);
    CountPass counts = edges.freeze();
    counts.add(block(rows), keys);
    return counts.build("", Instant.EPOCH);
  }

  private static RowBlock block(List<Row> rows) {
    double[] numbers =
        rows.stream()
            .flatMap(row -> row.numbers().stream())
            .mapToDouble(Double::doubleValue)
            .toArray();
    @Nullable String[] names =
        rows.stream().flatMap(row -> row.names().stream()).toArray(String[]::new);
    return new RowBlock(rows.size(), numbers, names);
  }

  private static List<Row> rows(Random random, int size, boolean drift) {
    List<Row> rows = new ArrayList<>();
    double shared = 0;
    for (int i = 0; i < size; i++) {
      shared = i % 10 == 0 ? random.nextGaussian() : shared;
      double x = 0.4 * shared + random.nextGaussian();
      double y = (drift ? -0.5 : 0.5) * x + random.nextGaussian();
      rows.add(
          new Row(
              List.of(
                  Math.exp(2.5 * x),
                  random.nextInt(50) == 0 ? Missing.NUMBER : y,
                  Math.rint(2 * y),
                  Math.max(0, x + y - 1)),
              List.of("n" + Math.min(3, (int) Math.abs(2 * y)), "r" + random.nextInt(400)),
              Blocking.Clusters.key("user-" + i / 10)));
    }
    return rows;
  }
}
