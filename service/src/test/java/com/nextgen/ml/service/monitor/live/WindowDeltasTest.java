package com.nextgen.ml.service.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.counts.live.LiveCounters;
import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.monitor.SimulatedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WindowDeltasTest {
  private static final Layout LAYOUT = SimulatedModel.layout();
  private static final Window MINUTE = Window.parse("1m");
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final ClockTime ORIGIN = new ClockTime(-12_345, START);

  /** One step of a schedule: rows arrive, time passes, and perhaps the window is advanced. */
  private record Step(int rows, int millis, boolean tick) {}

  private static ClockTime at(Duration sinceStart) {
    return ORIGIN.plus(sinceStart);
  }

  private static Counts counts(int rows) {
    LiveCounters counters = new LiveCounters(LAYOUT, 1);
    SimulatedModel.Batch batch = SimulatedModel.batch(new Random(rows), rows, 0);
    counters.add(batch.rows(), batch.predictions());
    return counters.snapshot();
  }

  private static void add(WindowDeltas deltas, int rows) {
    deltas.add(rows, counts(rows));
  }

  @Test
  void aTumblingWindowCoversTwelveSlots() {
    WindowDeltas deltas = new WindowDeltas(MINUTE, LAYOUT, ORIGIN);
    for (int slot = 0; slot < 11; slot++) {
      add(deltas, 10 + slot);
      assertThat(deltas.advance(at(Duration.ofSeconds(5L * (slot + 1))))).isEmpty();
    }
    add(deltas, 21);

    WindowCounts ended = deltas.advance(at(Duration.ofMinutes(1))).orElseThrow();

    assertThat(ended.from()).isEqualTo(START);
    assertThat(ended.to()).isEqualTo(START.plusSeconds(60));
    assertThat(ended.rows()).isEqualTo(186);
    assertThat(ended.counts().rows()).isEqualTo(186);
  }

  @Test
  void theRollingWindowCoversTwelveSlots() {
    WindowDeltas deltas = new WindowDeltas(MINUTE, LAYOUT, ORIGIN);
    add(deltas, 100);
    deltas.advance(at(Duration.ofSeconds(5)));
    add(deltas, 7);
    deltas.advance(at(Duration.ofSeconds(61)));
    assertThat(deltas.rolling(at(Duration.ofSeconds(62))).rows()).isEqualTo(107);
    assertThat(deltas.previous()).isEmpty();
    deltas.advance(at(Duration.ofSeconds(66)));
    assertThat(deltas.rolling(at(Duration.ofSeconds(66))).rows()).isEqualTo(7);
    assertThat(deltas.previous().orElseThrow().rows()).isEqualTo(100);

    add(deltas, 3);
    WindowCounts rolling = deltas.rolling(at(Duration.ofSeconds(67)));

    assertThat(rolling.rows()).isEqualTo(10);
    assertThat(rolling.from()).isEqualTo(START.plusSeconds(5));
    assertThat(rolling.to()).isEqualTo(START.plusSeconds(67));
  }

  @Test
  void aLateTickEndsTheWindowOnceWithItsTimes() {
    WindowDeltas deltas = new WindowDeltas(MINUTE, LAYOUT, ORIGIN);
    add(deltas, 5);
    deltas.advance(at(Duration.ofSeconds(58)));
    add(deltas, 6);

    WindowCounts late = deltas.advance(at(Duration.ofSeconds(250))).orElseThrow();

    assertThat(late.rows()).isEqualTo(11);
    assertThat(late.to()).isEqualTo(START.plusSeconds(250));
    assertThat(deltas.advance(at(Duration.ofSeconds(251)))).isEmpty();
    add(deltas, 4);
    WindowCounts next = deltas.advance(at(Duration.ofMinutes(5))).orElseThrow();
    assertThat(next.rows()).isEqualTo(4);
    assertThat(next.from()).isEqualTo(START.plusSeconds(250));
  }

  @Test
  void aClockThatStandsStillOrGoesBackEndsNoSlot() {
    WindowDeltas deltas = new WindowDeltas(MINUTE, LAYOUT, ORIGIN);
    deltas.advance(at(Duration.ofSeconds(30)));
    add(deltas, 5);

    assertThat(deltas.isDue(at(Duration.ofSeconds(30)))).isFalse();
    assertThat(deltas.advance(at(Duration.ofSeconds(-10)))).isEmpty();
    assertThat(deltas.rolling(at(Duration.ofSeconds(31))).rows()).isEqualTo(5);
  }

  @Property(tries = 60)
  void everyRowIsInExactlyOneTumblingWindow(
      @ForAll @Size(max = 60) List<@IntRange(max = 40) Integer> rows,
      @ForAll @Size(value = 60) List<@IntRange(max = 20_000) Integer> pauses,
      @ForAll Random ticks) {
    WindowDeltas deltas = new WindowDeltas(MINUTE, LAYOUT, ORIGIN);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      steps.add(new Step(rows.get(i), pauses.get(i), ticks.nextInt(3) > 0));
    }
    steps.add(new Step(0, 60_000, true));
    Counts all = LAYOUT.empty();
    Counts judged = LAYOUT.empty();
    long judgedRows = 0;
    Instant end = START;
    long millis = 0;
    for (Step step : steps) {
      Counts counts = counts(step.rows());
      all = all.plus(counts);
      deltas.add(step.rows(), counts);
      millis += step.millis();
      if (step.tick()) {
        Optional<WindowCounts> span = deltas.advance(at(Duration.ofMillis(millis)));
        if (span.isPresent()) {
          assertThat(span.get().from()).isEqualTo(end);
          end = span.get().to();
          judged = judged.plus(span.get().counts());
          judgedRows += span.get().rows();
        }
      }
    }
    assertThat(cells(judged)).isEqualTo(cells(all));
    assertThat(judgedRows).isEqualTo(all.rows());
  }

  private static List<List<Long>> cells(Counts counts) {
    return counts.columns().stream()
        .map(column -> Arrays.stream(column.published()).boxed().toList())
        .toList();
  }
}
