package com.nextgen.ml.monitoring.drift.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.drift.Simulated;
import com.nextgen.ml.monitoring.drift.SmallestShift;
import com.nextgen.ml.monitoring.schema.policy.FalseAlarmBudget;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.monitoring.schema.policy.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Window HOUR = Window.parse("1h");
  private static final int HOURS = 60 * 24;
  private static final Instant END = START.plus(Duration.ofHours(HOURS));
  private static final Instant DRIFT_BEGINS = START.plus(Duration.ofDays(30));
  private static final Instant DRIFT_ENDS = START.plus(Duration.ofDays(32));

  private static MonitoringPolicy policy(String falseAlarms, long minimumRows) {
    return new MonitoringPolicy(List.of(HOUR), minimumRows, FalseAlarmBudget.parse(falseAlarms));
  }

  /** Two months of hours with so many rows, two days of them with a shifted number. */
  private static List<Look> months(int rows) {
    Random random = new Random(5);
    List<Look> looks = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      Instant begin = START.plus(Duration.ofHours(hour));
      boolean shifted = !begin.isBefore(DRIFT_BEGINS) && begin.isBefore(DRIFT_ENDS);
      looks.add(
          new Look(
              begin,
              begin.plus(HOUR.length()),
              Simulated.counts(random, rows, shifted ? 0.9 : 0, Simulated.EQUAL)));
    }
    return looks;
  }

  private static Rehearsal rehearse(MonitoringPolicy policy, List<Look> looks) {
    return Rehearsal.of(
        Reference.of(Simulated.baseline(), HOUR), policy, HOUR, START, END, looks.iterator());
  }

  @Test
  void alarmsOnlyWhereThereWasDrift() {
    List<Look> looks = months(60);

    Rehearsal loose = rehearse(policy("1 per 30d", 50), looks);

    assertThat(loose.looks()).isEqualTo(HOURS);
    assertThat(loose.judged()).isEqualTo(HOURS);
    assertThat(loose.expectedFalseAlarms()).isBetween(0.3, 0.35);
    assertThat(loose.alarmed()).isBetween(24L, 48L);
    assertThat(loose.alarms())
        .allSatisfy(
            alarm -> {
              assertThat(alarm.begin()).isBetween(DRIFT_BEGINS, DRIFT_ENDS);
              assertThat(alarm.end()).isEqualTo(alarm.begin().plus(HOUR.length()));
              assertThat(alarm.rows()).isEqualTo(60);
              assertThat(alarm.drifted().get(0).name()).isEqualTo("number");
              assertThat(alarm.drifted().get(0).psi()).isGreaterThan(0.2);
              assertThat(alarm.drifted().get(0).pValue().orElseThrow()).isLessThan(3e-4);
            });

    Rehearsal strict = rehearse(policy("1 per 3650d", 50), looks);

    assertThat(strict.alarmed()).isPositive().isLessThan(loose.alarmed());
    assertThat(strict.smallest().get(0).psi()).isGreaterThan(loose.smallest().get(0).psi());
  }

  @Test
  void countsWindowsWithoutEnoughData() {
    Rehearsal rehearsal = rehearse(policy("1 per 30d", 500), months(60).subList(0, 100));

    assertThat(rehearsal.looks()).isEqualTo(HOURS);
    assertThat(rehearsal.judged()).isZero();
    assertThat(rehearsal.alarmed()).isZero();
    assertThat(rehearsal.expectedFalseAlarms()).isZero();
    assertThat(rehearsal.medianRows()).isEqualTo(60);
    assertThat(rehearsal.smallest()).isEmpty();
  }

  @Test
  void handlesNoCounts() {
    Rehearsal rehearsal =
        Rehearsal.of(
            Reference.of(Simulated.baseline(), HOUR),
            policy("1 per 30d", 500),
            HOUR,
            START,
            START,
            Collections.emptyIterator());

    assertThat(rehearsal.looks()).isZero();
    assertThat(rehearsal.medianRows()).isZero();
    assertThat(rehearsal.smallest()).isEmpty();
  }

  @Test
  void smallestShiftIsOfTheMedianWindow() {
    Rehearsal rehearsal = rehearse(policy("1 per 30d", 500), months(900).subList(0, 20));

    assertThat(rehearsal.medianRows()).isEqualTo(900);
    assertThat(rehearsal.smallest())
        .extracting(SmallestShift::column)
        .containsExactly("number", "name");
    assertThat(rehearsal.smallest()).allSatisfy(s -> assertThat(s.psi()).isBetween(0.2, 0.3));
  }
}
