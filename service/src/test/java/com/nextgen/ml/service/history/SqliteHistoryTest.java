package com.nextgen.ml.service.history;

import static com.nextgen.ml.service.monitor.TestReports.drift;
import static com.nextgen.ml.service.monitor.TestReports.found;
import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.monitor.SimulatedModel;
import com.nextgen.ml.service.monitor.check.Against;
import com.nextgen.ml.service.monitor.check.ReportQuery;
import com.nextgen.ml.service.monitor.check.TimeRange;
import com.nextgen.ml.service.monitor.kind.Checks;
import com.nextgen.ml.service.monitor.kind.SegmentReports;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteHistoryTest extends HistoryContract {
  @TempDir private Path folder;

  @Override
  StoreAddress newDatabase() {
    return StoreAddress.file(folder.resolve("store.db"));
  }

  @Test
  void oneInstanceJudgesItsOwnWindows() {
    try (Node node = new Node(newDatabase(), "only", START)) {
      node.count(1, 900, 0);
      node.at(after(301));

      assertThat(node.told).hasSize(1);
      assertThat(drift(node.told.get(0)).subject().scope()).isEqualTo("instance");
    }
  }

  @Test
  void aWindowThatARestartFallsIntoIsJudgedOnceOverBothRunsAtTheClocksMultiple() {
    StoreAddress address = newDatabase();
    try (Node first = new Node(address, "first", after(30))) {
      first.count(1, 700, 0);
      first.at(after(90));
    }
    try (Node second = new Node(address, "second", after(120))) {
      second.count(2, 300, 0);
      second.at(after(301));
      second.count(3, 800, 0);
      second.at(after(600));

      assertThat(second.told).hasSize(2);
      DriftReport partial = drift(second.told.get(0));
      assertThat(partial.window().from()).isEqualTo(START); // the history counts by the minute
      assertThat(partial.window().to()).isEqualTo(after(300));
      assertThat(partial.window().rows()).isEqualTo(1_000);
      DriftReport whole = drift(second.told.get(1));
      assertThat(whole.window().from()).isEqualTo(after(300));
      assertThat(whole.window().to()).isEqualTo(after(600));
      assertThat(whole.window().rows()).isEqualTo(800);
    }
  }

  @Test
  void segmentsOfAWindowThatARestartFallsIntoAreOfBothRuns() {
    StoreAddress address = newDatabase();
    ModelSchema schema = SimulatedModel.segmented("shop", "device", "5m");
    Baseline baseline = SimulatedModel.counted(schema);
    try (Node first = new Node(address, "first", after(30), schema, baseline)) {
      first.count(1, 700, 0);
      first.at(after(90));
    }
    try (Node second = new Node(address, "second", after(120), schema, baseline)) {
      second.count(2, 300, 0);
      second.at(after(301));

      long rows =
          second.told.get(0).reports(SegmentReports.class).stream()
              .flatMap(column -> column.segments().stream())
              .mapToLong(segment -> segment.report().window().rows())
              .sum();
      assertThat(rows).isEqualTo(1_000);
    }
  }

  @Test
  void segmentsOfAPastRangeAreOfTheRowsThatWereCountedInIt() {
    ModelSchema schema = SimulatedModel.segmented("shop", "device", "5m");
    Baseline baseline = SimulatedModel.counted(schema);
    try (Node node = new Node(newDatabase(), "only", START, schema, baseline)) {
      node.count(1, 2_000, 0);
      node.at(after(60));
      node.count(2, 3_000, 50);
      node.at(after(120));
      node.at(after(900));
      node.written();

      SegmentReports still = past(node, after(0), after(60));
      SegmentReports drifted = past(node, after(60), after(120));
      SegmentReports quiet = past(node, after(120), after(600));

      assertThat(rows(still)).isEqualTo(2_000);
      assertThat(Checks.SEGMENTS.verdict(still)).isEqualTo(Verdict.STABLE);
      assertThat(rows(drifted)).isEqualTo(3_000);
      assertThat(Checks.SEGMENTS.verdict(drifted)).isEqualTo(Verdict.DRIFTED);
      assertThat(quiet.segments()).isEmpty();
      assertThat(Checks.SEGMENTS.verdict(quiet)).isEqualTo(Verdict.NOT_ENOUGH_DATA);
    }
  }

  private static SegmentReports past(Node node, Instant from, Instant to) {
    ReportQuery query =
        new ReportQuery(
            null, Against.BASELINE, new TimeRange(from, to), Map.of("segment", "device"));
    return found(node.history.reports(() -> after(900)).report(Checks.SEGMENTS, Node.ID, query));
  }

  private static long rows(SegmentReports reports) {
    return reports.segments().stream().mapToLong(s -> s.report().window().rows()).sum();
  }

  @Test
  void aRangeAsLongAsAWindowIsNotJudgedByTheLiveRowsOfThatWindow() {
    try (Node node = new Node(newDatabase(), "only", START)) {
      node.count(1, 2_000, 0);
      node.at(after(300));
      node.at(after(600));
      node.count(2, 2_000, 500);
      node.written();

      DriftReport report =
          found(
              node.history
                  .reports(() -> after(600))
                  .report(
                      Checks.DRIFT,
                      Node.ID,
                      new ReportQuery(
                          null, Against.BASELINE, new TimeRange(START, after(300)), Map.of())));

      assertThat(report.window().rows()).isEqualTo(2_000);
      assertThat(report.hasDrift()).isFalse();
    }
  }
}
