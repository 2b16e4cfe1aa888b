package com.nextgen.ml.service.history;

import static com.nextgen.ml.service.monitor.TestReports.drift;
import static com.nextgen.ml.service.monitor.TestReports.performance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.performance.PerformanceReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.service.feedback.FeedbackAnswer;
import com.nextgen.ml.service.feedback.outcome.LabelStatus;
import com.nextgen.ml.service.feedback.outcome.StoreUnavailableException;
import com.nextgen.ml.service.store.LosingProxy;
import com.nextgen.ml.service.store.PostgresServer;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PostgresHistoryTest extends HistoryContract {

  @Override
  StoreAddress newDatabase() {
    return PostgresServer.shared().newDatabase();
  }

  @Test
  void reportsSumOverReplicas() throws InterruptedException {
    StoreAddress address = newDatabase();
    try (Node a = new Node(address, "a", START);
        Node b = new Node(address, "b", START)) {
      // Each alone has drifted, the one up, the other down; averages of the two would too.
      a.count(1, 1_000, 40);
      b.count(2, 1_500, 0);
      b.at(after(60));
      b.written();
      a.at(after(61));
      eventually(
          () -> {
            a.tick();
            return a.report("5m", "baseline").subject().replicas() == 2;
          });

      DriftReport report = a.report("5m", "baseline");

      assertThat(report.subject().scope()).isEqualTo("cluster");
      assertThat(report.window().rows()).isEqualTo(2_500);
      assertThat(report.feature("price").orElseThrow().current().count()).isEqualTo(2_500);
    }
  }

  @Test
  void oneReplicaJudgesTheSumAndAnotherTakesOver() throws InterruptedException {
    StoreAddress address = newDatabase();
    try (Node b = new Node(address, "b", START)) {
      Node a = new Node(address, "a", START);
      List<Node> both = List.of(a, b);
      a.count(1, 400, 60);
      b.count(2, 400, 60);
      both.forEach(node -> node.at(after(300)));
      both.forEach(Node::written);
      assertThat(Stream.concat(a.told.stream(), b.told.stream())).isEmpty();

      both.forEach(node -> node.at(after(306)));
      eventually(
          () -> {
            both.forEach(Node::tick);
            return a.told.size() + b.told.size() > 0;
          });
      for (int second = 307; second < 317; second++) {
        Instant later = after(second);
        both.forEach(node -> node.at(later));
      }

      assertThat(a.told.size() + b.told.size()).isEqualTo(1);
      Node judge = b.told.isEmpty() ? a : b;
      Node other = judge == a ? b : a;
      DriftReport report = drift(judge.told.get(0));
      assertThat(report.window().rows()).isEqualTo(800);
      assertThat(report.subject().scope()).isEqualTo("cluster");
      assertThat(report.feature("price").orElseThrow().verdict()).isEqualTo(Verdict.DRIFTED);
      // Each verdict is kept once, and the replica that did not judge shows it too.
      for (Node node : both) {
        assertThat(node.verdicts(AlarmFamily.DRIFT)).hasSize(1);
        assertThat(node.verdicts(AlarmFamily.QUALITY)).hasSize(1);
        assertThat(node.shown()).isEqualTo(judge.shown()).hasSize(1);
      }

      other.count(3, 600, 0);
      judge.kill();
      other.at(after(600));
      other.written();
      other.at(after(610));
      eventually(
          () -> {
            other.tick();
            return !other.told.isEmpty();
          });
      assertThat(other.told).hasSize(1);
      assertThat(drift(other.told.get(0)).window().to()).isEqualTo(after(600));
      assertThat(drift(other.told.get(0)).window().rows()).isEqualTo(600);
      if (other == a) {
        a.close();
      }
    }
  }

  @Test
  void performanceIsOverAllReplicasAndJudgedOnce() throws InterruptedException {
    StoreAddress address = newDatabase();
    boolean[] yes = new boolean[1_000];
    Arrays.fill(yes, 0, 600, true);
    try (LabelledNode a = new LabelledNode(address, "a", START);
        LabelledNode b = new LabelledNode(address, "b", START)) {
      List<LabelledNode> both = List.of(a, b);
      a.predict("a", yes.length);
      b.predict("b", yes.length);
      both.forEach(node -> node.at(after(120)));
      // Labels come to the replica that did not predict.
      b.label("a", yes, false);
      a.label("b", yes, false);
      both.forEach(node -> node.at(after(200)));
      eventually(
          () -> {
            both.forEach(LabelledNode::tick);
            return both.stream()
                .allMatch(
                    node ->
                        node.report().window().rows() == 2_000
                            && node.report().subject().replicas() == 2
                            && node.report().outcomes().labelled() == 2_000);
          });
      assertThat(a.report().subject().scope()).isEqualTo("cluster");
      assertThat(a.report().figures()).isEqualTo(b.report().figures());
      // One that starts now knows what came before it did.
      try (LabelledNode c = new LabelledNode(address, "c", after(210))) {
        assertThat(c.report().outcomes().labelled()).isEqualTo(2_000);
      }

      a.label("a", new boolean[] {false}, true);
      both.forEach(node -> node.at(after(906)));
      eventually(
          () -> {
            both.forEach(LabelledNode::tick);
            return a.told.size() + b.told.size() > 0;
          });
      both.forEach(node -> node.at(after(907)));

      assertThat(a.told.size() + b.told.size()).isEqualTo(1);
      assertThat(a.verdicts()).hasSize(1);
      assertThat(a.matured().outcomes().cells(OutcomeCell.ACTUAL)).containsExactly(801, 1_199);
      assertThat(a.matured().figures()).isEqualTo(b.matured().figures());
      assertThat(b.matured().window().rows()).isEqualTo(2_000);
      assertThat(b.matured().subject().scope()).isEqualTo("cluster");
    }
  }

  @Test
  void reportsAVerdictOnceIfTheClaimWasNotAcknowledged() throws Exception {
    try (LosingProxy proxy = new LosingProxy(newDatabase());
        Node node = new Node(proxy.address(), "a", START)) {
      node.count(1, 400, 60);
      node.at(after(300));
      node.written();
      proxy.lose("INSERT INTO judged_windows");

      AtomicInteger second = new AtomicInteger(306);
      eventually(
          () -> {
            node.at(after(second.getAndIncrement()));
            return !node.told.isEmpty();
          });
      for (int i = 0; i < 10; i++) {
        node.at(after(second.getAndIncrement()));
      }

      assertThat(proxy.lost()).isEqualTo(1);
      assertThat(node.told).hasSize(1);
      assertThat(node.verdicts(AlarmFamily.DRIFT)).hasSize(1);
      assertThat(node.verdicts(AlarmFamily.QUALITY)).hasSize(1);
      assertThat(drift(node.told.get(0)).window().rows()).isEqualTo(400);
    }
  }

  @Test
  void countsOnceWhatWasCommittedButNotAcknowledged() throws Exception {
    boolean[] yes = new boolean[1_000];
    Arrays.fill(yes, 0, 600, true);
    try (LosingProxy proxy = new LosingProxy(newDatabase());
        LabelledNode node = new LabelledNode(proxy.address(), "a", START)) {
      proxy.lose("INSERT INTO predictions");
      node.predict("a", yes.length);
      assertThat(proxy.lost()).isEqualTo(1);

      proxy.lose("INSERT INTO labels");
      assertThatThrownBy(() -> node.label("a", yes, false))
          .hasCauseInstanceOf(StoreUnavailableException.class);
      assertThat(proxy.lost()).isEqualTo(2);
      assertThat(labelAgain(node, yes).count(LabelStatus.DUPLICATE)).isEqualTo(1_000);

      proxy.lose("INSERT INTO count_deltas");
      node.at(after(120));
      eventually(() -> proxy.lost() == 3);
      eventually(
          () -> {
            node.tick();
            return node.isJudge()
                && node.report().window().rows() == 1_000
                && node.report().outcomes().labelled() == 1_000;
          });
      node.at(after(906));
      eventually(
          () -> {
            node.tick();
            return !node.told.isEmpty();
          });
      PerformanceReport verdict = performance(node.told.get(0));
      assertThat(verdict.window().rows()).isEqualTo(1_000);
      assertThat(verdict.outcomes().cells(OutcomeCell.ACTUAL)).containsExactly(400, 600);
    }
  }

  /** Once the store is there again. */
  private static FeedbackAnswer labelAgain(LabelledNode node, boolean[] yes)
      throws InterruptedException {
    AtomicReference<FeedbackAnswer> answer = new AtomicReference<>();
    eventually(
        () -> {
          try {
            answer.set(node.label("a", yes, false));
            return true;
          } catch (CompletionException e) {
            return false;
          }
        });
    return answer.get();
  }
}
