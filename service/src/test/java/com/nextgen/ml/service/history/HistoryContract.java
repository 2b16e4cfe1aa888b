package com.nextgen.ml.service.history;

import static com.nextgen.ml.service.monitor.TestReports.found;
import static com.nextgen.ml.service.monitor.TestReports.performance;
import static com.nextgen.ml.service.monitor.TestReports.segments;
import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.performance.CalibrationDrift;
import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.monitoring.performance.PerformanceReportJson;
import com.nextgen.ml.monitoring.quality.QualityCheck;
import com.nextgen.ml.monitoring.quality.QualityFigure;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.feedback.outcome.LabelStatus;
import com.nextgen.ml.service.monitor.SimulatedModel;
import com.nextgen.ml.service.monitor.kind.SegmentReport;
import com.nextgen.ml.service.monitor.kind.SegmentReports;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept of counts, whatever database it is in. */
@Timeout(60)
public abstract class HistoryContract {
  public static final Instant START = Instant.parse("2026-11-02T10:00:00Z");

  /** A database without tables. */
  abstract StoreAddress newDatabase();

  public static Instant after(int seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  void windowsIncludeCountsOfAnEarlierRun() {
    StoreAddress address = newDatabase();
    try (Node first = new Node(address, "first", START)) {
      first.count(1, 700, 0);
      first.at(after(60));
    }
    try (Node second = new Node(address, "second", after(90))) {
      second.count(2, 300, 0);

      DriftReport report = second.report("5m", "baseline");

      assertThat(report.window().rows()).isEqualTo(1_000);
      assertThat(report.feature("price").orElseThrow().current().count()).isEqualTo(1_000);
    }
  }

  @Test
  void sumsFaultsOfRequestsOverReplicas() {
    StoreAddress address = newDatabase();
    try (Node first = new Node(address, "first", START)) {
      first.count(1, 700, 0);
      first.count(1, 1, 0);
      first.observer.onTypeError("price");
      first.at(after(60));
    }
    try (Node refusing = new Node(address, "second", after(90))) {
      // Nothing but refusals is a count too.
      refusing.observer.onTypeError("price");
      refusing.at(after(150));
    }
    try (Node third = new Node(address, "third", after(180))) {
      third.count(2, 300, 0);
      third.observer.onTypeError("price");

      QualityReport report = third.quality("5m");

      QualityFigure types =
          report.feature("price").orElseThrow().check(QualityCheck.TYPE_ERROR).orElseThrow();
      assertThat(types.count()).isEqualTo(3);
      assertThat(types.rows()).isEqualTo(1_004);
      assertThat(report.duplicates().rows()).isEqualTo(1_000);
      assertThat(report.faults().batchRows()).isEqualTo(300);
      assertThat(report.faults().typeErrors()).containsEntry("price", 1L);
    }
  }

  @Test
  void sumsSegmentsOfAModelWithProductsOverReplicas() {
    StoreAddress address = newDatabase();
    ModelSchema schema = SimulatedModel.segmented("shop", "device", "5m", "1h");
    Baseline baseline = SimulatedModel.counted(schema);
    assertThat(baseline.layout().products()).isTrue();
    try (Node first = new Node(address, "first", START, schema, baseline)) {
      first.count(1, 700, 0);
      first.at(after(60));
    }
    try (Node second = new Node(address, "second", after(90), schema, baseline)) {
      second.count(2, 300, 0);

      SegmentReports answer = found(segments(second.monitor, Node.ID, "device", "5m"));

      assertThat(answer.segments())
          .extracting(SegmentReport::value)
          .containsExactlyInAnyOrder("desktop", "phone", "tablet");
      assertThat(answer.segments().stream().mapToLong(s -> s.report().window().rows()).sum())
          .isEqualTo(1_000);
      assertThat(second.report("5m", "baseline").window().rows()).isEqualTo(1_000);
    }
  }

  @Test
  void olderCountsAreInTheWindowBefore() {
    StoreAddress address = newDatabase();
    try (Node first = new Node(address, "first", START)) {
      first.count(1, 700, 0);
      first.at(after(60));
    }
    try (Node second = new Node(address, "second", after(400))) {
      second.count(2, 300, 0);

      DriftReport report = second.report("5m", "previous");

      assertThat(report.window().rows()).isEqualTo(300);
      assertThat(report.baseline().rows()).isEqualTo(700);
    }
  }

  @Test
  void writesTheLastRowsOnClose() {
    StoreAddress address = newDatabase();
    try (Node first = new Node(address, "first", START)) {
      first.count(1, 450, 0);
    }
    try (Node second = new Node(address, "second", after(10))) {
      assertThat(second.report("5m", "baseline").window().rows()).isEqualTo(450);
    }
  }

  @Test
  void compactsCountsAfterADayAndRemovesThemAfter35() throws InterruptedException {
    try (Node node = new Node(newDatabase(), "only", START)) {
      for (int minute = 1; minute <= 12; minute++) {
        node.count(minute, 100, 0);
        node.at(after(60 * minute));
      }
      node.written();
      List<long[]> before = cells(node.kept(START, after(1000)).counts());
      assertThat(node.keptRows()).isEqualTo(12);

      node.keepHouse(after(86_400 + 599));
      assertThat(node.keptRows())
          .as("of the first five minutes, and seven single ones")
          .isEqualTo(8);

      node.keepHouse(after(86_400 + 900));
      assertThat(node.keptRows()).isEqualTo(3);
      assertThat(cells(node.kept(START, after(1000)).counts()))
          .usingRecursiveComparison()
          .isEqualTo(before);
      assertThat(node.kept(after(300), after(600)).rows()).isEqualTo(500);
      assertThat(node.kept(after(300), after(600)).from()).isEqualTo(after(300));

      node.keepHouse(after(35 * 86_400 + 601));
      assertThat(node.keptRows()).isEqualTo(1);
    }
  }

  private static List<long[]> cells(Counts counts) {
    return counts.columns().stream().map(ColumnCounts::published).toList();
  }

  @Test
  void windowsWaitingForLabelsSurviveARestart() throws InterruptedException {
    StoreAddress address = newDatabase();
    boolean[] yes = new boolean[1_000];
    java.util.Arrays.fill(yes, 0, 600, true);
    try (LabelledNode first = new LabelledNode(address, "first", START)) {
      first.predict("a", yes.length);
      first.at(after(120));
      first.label("a", yes, false);
      first.at(after(130));
      assertThat(first.told).isEmpty();
    }
    // The window ended at 300; its labels have matured ten minutes later.
    try (LabelledNode second = new LabelledNode(address, "second", after(890))) {
      assertThat(second.told).isEmpty();
      // One of them was wrong: the verdict is of what is known when it is taken.
      second.label("a", new boolean[] {false}, true);
      second.at(after(906));
      eventually(
          () -> {
            second.tick();
            return !second.told.isEmpty();
          });
      second.at(after(950));

      assertThat(second.told).hasSize(1);
      PerformanceReport report = performance(second.told.get(0));
      assertThat(report.window().from()).isEqualTo(START);
      assertThat(report.window().rows()).isEqualTo(1_000);
      assertThat(report.outcomes().cells(OutcomeCell.ACTUAL)).containsExactly(401, 599);
      assertThat(report.verdict()).isEqualTo(Verdict.DRIFTED);
    }
    // A verdict is told and kept once, and shown by whoever runs.
    try (LabelledNode third = new LabelledNode(address, "third", after(1_000))) {
      eventually(
          () -> {
            third.tick();
            return third.isJudge();
          });
      third.at(after(1_001));
      assertThat(third.told).isEmpty();
      assertThat(third.verdicts())
          .singleElement()
          .satisfies(
              kept -> {
                assertThat(kept.from()).isEqualTo(START);
                assertThat(kept.to()).isEqualTo(after(300));
                assertThat(kept.judgedAt()).isEqualTo(after(906));
                assertThat(kept.verdict()).isEqualTo("drifted");
                assertThat(kept.document())
                    .isEqualTo(PerformanceReportJson.toBytes(third.matured()));
              });
      assertThat(third.matured().outcomes().labelled()).isEqualTo(1_000);
    }
  }

  @Test
  void howCalibrationMovedInPastWindowsIsKnownAfterARestart() throws InterruptedException {
    StoreAddress address = newDatabase();
    int windows = 7;
    CalibrationDrift past;
    try (LabelledNode first = new LabelledNode(address, "first", START)) {
      for (int i = 0; i < windows; i++) {
        first.at(after(300 * i + 10));
        double[] score = first.predict("w" + i + "-", 1_000);
        first.at(after(300 * i + 120));
        assertThat(first.report().past().windows()).isZero();
        first.label("w" + i + "-", moved(score, i % 2 == 0 ? 0.6 : -0.6, i), false);
      }
      first.at(after(300 * windows + 610));
      eventually(
          () -> {
            first.tick();
            return first.told.size() == windows;
          });
      past = first.report().past();
      assertThat(past.windows()).isEqualTo(windows);
      assertThat(Math.sqrt(past.interceptSquare())).isBetween(0.4, 0.8);
      assertThat(first.matured().past().windows()).as("of those before").isEqualTo(windows - 1);
    }
    try (LabelledNode second = new LabelledNode(address, "second", after(300 * windows + 620))) {
      eventually(
          () -> {
            second.tick();
            return second.report().past().isKnown();
          });
      assertThat(second.report().past()).isEqualTo(past);
    }
  }

  /** Truths whose log odds are so much higher than the scores'. */
  private static boolean[] moved(double[] score, double logOdds, int seed) {
    Random random = new Random(seed);
    boolean[] yes = new boolean[score.length];
    for (int i = 0; i < yes.length; i++) {
      double odds = score[i] / (1 - score[i]) * Math.exp(logOdds);
      yes[i] = random.nextDouble() < odds / (1 + odds);
    }
    return yes;
  }

  @Test
  void reportsDoNotDelayCommits() throws Exception {
    try (LabelledNode node = new LabelledNode(newDatabase(), "one", START)) {
      boolean[] yes = {true, false, true};
      node.predict("a", yes.length);
      Thread reading;
      synchronized (node.monitor.version(LabelledNode.ID).performance()) { // as a report does
        assertThat(node.label("a", yes, false).count(LabelStatus.MATCHED)).isEqualTo(3);
        // Whoever reads the log waits for the report instead, and holds up no commit either.
        reading = new Thread(node::tick);
        reading.start();
        eventually(() -> reading.getState() == Thread.State.BLOCKED);
        node.predict("b", yes.length);
        assertThat(node.label("b", yes, false).count(LabelStatus.MATCHED)).isEqualTo(3);
      }
      reading.join();
      node.tick();
      assertThat(node.report().outcomes().labelled()).isEqualTo(6);
    }
  }

  @Test
  void labelsOfAnEarlierRunAreInTheirWindows() throws InterruptedException {
    StoreAddress address = newDatabase();
    boolean[] yes = {true, false, true, true};
    try (LabelledNode first = new LabelledNode(address, "first", START)) {
      first.predict("a", yes.length);
      first.at(after(60));
      first.label("a", yes, false);
      first.predict("b", 2);
      first.at(after(400));
      first.label("b", new boolean[] {true, true}, false);
    }
    try (LabelledNode second = new LabelledNode(address, "second", after(410))) {
      assertThat(second.report().outcomes().cells(OutcomeCell.ACTUAL)).containsExactly(0, 2);
      assertThat(second.againstPrevious().reference().labelled()).isEqualTo(4);
    }
  }

  /** Waits for what happens in another thread or by the database's clock, for some seconds. */
  public static void eventually(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the condition did not come true").isLessThan(until);
      Thread.sleep(10);
    }
  }
}
