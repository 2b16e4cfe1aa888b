package com.nextgen.ml.service.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.counts.ColumnCounts;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.service.store.StoreAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is kept of counts, whatever database it is in. */
@Timeout(60)
abstract class HistoryContract {
  static final Instant START = Instant.parse("2026-11-02T10:00:00Z");

  /** A database without tables. */
  abstract StoreAddress newDatabase();

  static Instant after(int seconds) {
    return START.plusSeconds(seconds);
  }

  @Test
  void whatAnEarlierRunCountedIsInTheWindow() {
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
  void whatIsOlderThanTheWindowIsNotInItButInTheOneBefore() {
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
  void aClosedServiceHasWrittenItsLastRows() {
    StoreAddress address = newDatabase();
    try (Node first = new Node(address, "first", START)) {
      first.count(1, 450, 0);
    }
    try (Node second = new Node(address, "second", after(10))) {
      assertThat(second.report("5m", "baseline").window().rows()).isEqualTo(450);
    }
  }

  @Test
  void countsOlderThanADayAreSummedUpAndThoseOlderThan35DaysRemoved() throws InterruptedException {
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

  /** Waits for what happens in another thread or by the database's clock, for some seconds. */
  static void eventually(java.util.function.BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the condition did not come true").isLessThan(until);
      Thread.sleep(10);
    }
  }
}
