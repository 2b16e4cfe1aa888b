package com.nextgen.ml.service.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.Verdict;
import com.nextgen.ml.service.store.PostgresServer;
import com.nextgen.ml.service.store.StoreAddress;
import java.time.Instant;
import java.util.List;
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
  void oneReplicaJudgesAWindowOverTheSumAndAnotherTakesOver() throws InterruptedException {
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
      DriftReport report = judge.told.get(0).report();
      assertThat(report.window().rows()).isEqualTo(800);
      assertThat(report.subject().scope()).isEqualTo("cluster");
      assertThat(report.feature("price").orElseThrow().verdict()).isEqualTo(Verdict.DRIFTED);

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
      assertThat(other.told.get(0).report().window().to()).isEqualTo(after(600));
      assertThat(other.told.get(0).report().window().rows()).isEqualTo(600);
      if (other == a) {
        a.close();
      }
    }
  }
}
