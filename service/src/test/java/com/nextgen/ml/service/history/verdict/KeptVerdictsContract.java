package com.nextgen.ml.service.history.verdict;

import static com.nextgen.ml.service.history.HistoryContract.START;
import static com.nextgen.ml.service.history.HistoryContract.after;
import static com.nextgen.ml.service.history.HistoryContract.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.drift.DriftReportJson;
import com.nextgen.ml.monitoring.quality.QualityReportJson;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.service.history.Node;
import com.nextgen.ml.service.monitor.SimulatedModel;
import com.nextgen.ml.service.monitor.TestReports;
import com.nextgen.ml.service.monitor.check.WindowVerdict;
import com.nextgen.ml.service.monitor.kind.Checks;
import com.nextgen.ml.service.monitor.kind.DriftFinding;
import com.nextgen.ml.service.monitor.kind.QualityFinding;
import com.nextgen.ml.service.monitor.kind.SegmentFinding;
import com.nextgen.ml.service.monitor.kind.SegmentReports;
import com.nextgen.ml.service.monitor.live.WindowFindings;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept of verdicts, whatever database it is in. */
@Timeout(60)
public abstract class KeptVerdictsContract {
  private final ModelSchema schema = SimulatedModel.segmented("shop", "device", "5m", "1h");
  private final Baseline baseline = SimulatedModel.counted(schema);

  /** A database without tables. */
  public abstract StoreAddress newDatabase();

  private Node node(StoreAddress address, String name, int second) {
    return new Node(address, name, after(second), schema, baseline);
  }

  /** Counts rows with another price in the first window, and has it judged. */
  private WindowVerdict firstWindow(Node node) throws InterruptedException {
    node.count(1, 4_000, 60);
    node.at(after(300));
    node.written();
    node.at(after(306));
    eventually(
        () -> {
          node.tick();
          return !node.told.isEmpty();
        });
    node.written();
    assertThat(node.told).hasSize(1);
    return node.told.get(0);
  }

  @Test
  void keepsFindingsWithTheReportsOfTheApi() throws InterruptedException {
    try (Node node = node(newDatabase(), "only", 0)) {
      WindowVerdict told = firstWindow(node);

      KeptVerdict drift = node.verdicts(AlarmFamily.DRIFT).get(0);
      assertThat(drift.version()).isEqualTo(Node.ID);
      assertThat(drift.window()).isEqualTo("5m");
      assertThat(drift.segment()).isEmpty();
      assertThat(drift.from()).isEqualTo(START);
      assertThat(drift.to()).isEqualTo(told.span().to());
      assertThat(drift.judgedAt()).isAfterOrEqualTo(drift.to());
      assertThat(drift.verdict()).isEqualTo("drifted");
      assertThat(drift.document()).isEqualTo(DriftReportJson.toBytes(TestReports.drift(told)));
      KeptVerdict quality = node.verdicts(AlarmFamily.QUALITY).get(0);
      assertThat(quality.verdict()).isEqualTo(TestReports.quality(told).verdict().code());
      assertThat(quality.document())
          .isEqualTo(QualityReportJson.toBytes(TestReports.quality(told)));
      KeptVerdict segments = node.verdicts(AlarmFamily.SEGMENTS).get(0);
      assertThat(segments.segment()).isEqualTo("device");
      assertThat(segments.verdict()).isEqualTo("drifted");
      assertThat(segments.document())
          .isEqualTo(Checks.SEGMENTS.json(told.reports(SegmentReports.class).get(0)));
      assertThat(node.verdicts(null)).hasSize(3);
    }
  }

  @Test
  void showsVerdictsOfAnEarlierRunForTwoWindows() throws InterruptedException {
    StoreAddress address = newDatabase();
    WindowFindings shown;
    try (Node first = node(address, "first", 0)) {
      firstWindow(first);
      shown = first.shown().get(0);
      assertThat(first.shown()).hasSize(1);
      assertThat(features(shown)).contains(new DriftFinding.Column("price", Verdict.DRIFTED));
      assertThat(shown.of(SegmentFinding.class).orElseThrow().segments()).hasSize(3);
      assertThat(shown.of(QualityFinding.class).orElseThrow().faulty()).isNotEmpty();
    }
    try (Node second = node(address, "second", 320)) {
      assertThat(second.monitor.judged(Node.ID)).isEmpty();
      assertThat(second.shown()).containsExactly(shown);
    }
    try (Node third = node(address, "third", 899)) {
      assertThat(third.shown()).containsExactly(shown);
    }
    try (Node fourth = node(address, "fourth", 920)) {
      assertThat(fourth.shown()).as("two windows have passed since").isEmpty();
    }
  }

  private static List<DriftFinding.Column> features(WindowFindings shown) {
    return shown.of(DriftFinding.class).orElseThrow().features();
  }

  @Test
  void anEarlierVerdictDoesNotReplaceANewerOne() throws InterruptedException {
    StoreAddress address = newDatabase();
    try (Node first = node(address, "first", 0)) {
      firstWindow(first);
    }
    try (Node second = node(address, "second", 310)) {
      second.shown();
      second.count(2, 4_000, 0);
      second.at(after(600)); // the window of a replica ends
      second.written();
      second.at(after(616)); // and that of a service on its own, which began later
      eventually(
          () -> {
            second.tick();
            return !second.told.isEmpty();
          });
      List<WindowFindings> shown = second.shown();
      assertThat(shown).hasSize(1);
      assertThat(shown.get(0).to()).isEqualTo(second.told.get(0).span().to());
      assertThat(features(shown.get(0))).contains(new DriftFinding.Column("price", Verdict.STABLE));
      second.written();
      assertThat(second.verdicts(AlarmFamily.DRIFT))
          .extracting(KeptVerdict::verdict)
          .containsExactly("stable", "drifted");
    }
  }
}
