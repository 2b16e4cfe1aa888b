package com.nextgen.ml.service.history;

import static com.nextgen.ml.service.history.HistoryContract.START;
import static com.nextgen.ml.service.history.HistoryContract.after;
import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.service.history.verdict.KeptVerdict;
import com.nextgen.ml.service.inference.ObservedRows;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows that come late, whatever database they are in. */
@Timeout(60)
abstract class PastRowsContract {
  private static final Instant PAST = START.minus(Duration.ofHours(3));
  private static final Instant PAST_END = PAST.plus(Duration.ofMinutes(5));

  /** A database without tables. */
  abstract StoreAddress newDatabase();

  @Test
  void theyCountInTheHistoryOfTheirTimeOnce() {
    try (LabelledNode node = new LabelledNode(newDatabase(), "one", START)) {
      assertThat(node.observe("p", 4_000, PAST.plusSeconds(70), 60))
          .isEqualTo(new ObservedRows(4_000, 4_000, 0, 0));
      assertThat(node.monitor.version(LabelledNode.ID).rows()).isZero();
      assertThat(node.kept(PAST.plusSeconds(60), PAST.plusSeconds(120))).isEqualTo(4_000);
      assertThat(node.kept(PAST.plusSeconds(120), START)).isZero();
      assertThat(node.observe("p", 4_000, PAST.plusSeconds(70), 60))
          .isEqualTo(new ObservedRows(0, 0, 0, 0));
      assertThat(node.kept(PAST, PAST_END)).isEqualTo(4_000);
    }
  }

  @Test
  void twoMinutesAreNotLateAndRowsPastTheirRetentionAreNotKept() {
    try (LabelledNode node = new LabelledNode(newDatabase(), "one", START)) {
      assertThat(node.observe("a", 5, START.minusSeconds(120), 0))
          .isEqualTo(new ObservedRows(5, 0, 0, 0));
      assertThat(node.monitor.version(LabelledNode.ID).rows()).isEqualTo(5);
      assertThat(node.observe("b", 6, START.minusMillis(120_001), 0))
          .isEqualTo(new ObservedRows(6, 6, 0, 0));
      assertThat(node.observe("c", 7, START.minus(Duration.ofDays(40)), 0))
          .isEqualTo(new ObservedRows(7, 7, 7, 0));
      assertThat(node.observe("d", 8, START.minus(Duration.ofDays(91)), 0))
          .isEqualTo(new ObservedRows(0, 0, 0, 8));
      assertThat(node.monitor.version(LabelledNode.ID).rows()).isEqualTo(5);
    }
  }

  @Test
  void theirWindowIsJudgedOnceLateAndWithoutAnAlarm() {
    try (LabelledNode node = new LabelledNode(newDatabase(), "one", START)) {
      node.observe("p", 4_000, PAST.plusSeconds(70), 60);
      node.at(after(60));
      assertThat(node.verdicts(AlarmFamily.DRIFT)).isEmpty();
      node.at(after(121));
      List<KeptVerdict> verdicts = node.verdicts(AlarmFamily.DRIFT);
      assertThat(verdicts).hasSize(1);
      KeptVerdict verdict = verdicts.get(0);
      assertThat(verdict.from()).isEqualTo(PAST);
      assertThat(verdict.to()).isEqualTo(PAST_END);
      assertThat(verdict.judgedAt()).isEqualTo(after(121));
      assertThat(verdict.verdict()).isEqualTo("drifted");
      assertThat(verdict.late()).isTrue();
      assertThat(node.alarms).isEmpty();
      assertThat(node.monitor.judged(LabelledNode.ID)).isEmpty();

      node.observe("q", 3_000, PAST.plusSeconds(80), 0);
      node.at(after(250));
      assertThat(node.kept(PAST, PAST_END)).isEqualTo(7_000);
      assertThat(node.verdicts(AlarmFamily.DRIFT))
          .filteredOn(kept -> kept.to().equals(PAST_END))
          .hasSize(1);
    }
  }
}
