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
  void theFirstWindowLastsUntilTheNextMultipleOfItsLengthAndTheSecondIsWhole() {
    ClockTime loaded = at(Duration.ofSeconds(37));
    WindowDeltas deltas = new WindowDeltas(MINUTE, LAYOUT, loaded);
    add(deltas, 5);
    assertThat(deltas.advance(at(Duration.ofMillis(59_999)))).isEmpty();

    WindowCounts first = deltas.advance(at(Duration.ofMillis(60_250))).orElseThrow();

    assertThat(first.from()).isEqualTo(loaded.wall());
    assertThat(first.to()).isEqualTo(START.plusSeconds(60));
    assertThat(first.rows()).isEqualTo(5);
    add(deltas, 7);
    assertThat(deltas.advance(at(Duration.ofMillis(119_999)))).isEmpty();
    WindowCounts second = deltas.advance(at(Duration.ofMillis(120_100))).orElseThrow();
    assertThat(second.from()).isEqualTo(START.plusSeconds(60));
    assertThat(second.to()).isEqualTo(START.plusSeconds(120));
    assertThat(second.rows()).isEqualTo(7);
  }

  @Test
  void windowsOfEveryLengthEndWhereTheirLengthDividesTheTimeSince1970() {
    ClockTime loaded = at(Duration.ofSeconds(12_345).plusNanos(678_901_234));
    for (String name : List.of("7s", "5m", "1h", "1d", "28d")) {
      Window window = Window.parse(name);
      WindowDeltas deltas = new WindowDeltas(window, LAYOUT, loaded);
      long length = window.length().toSeconds();
      long end = (loaded.wall().getEpochSecond() / length + 1) * length;
      Duration untilEnd = Duration.between(START, Instant.ofEpochSecond(end));

      assertThat(deltas.advance(at(untilEnd.minusNanos(1)))).as(name).isEmpty();
      WindowCounts first = deltas.advance(at(untilEnd)).orElseThrow();

      assertThat(first.to()).as(name).isEqualTo(Instant.ofEpochSecond(end));
    }
  }

  @Test
  void aWallClockThatIsSetMovesNoWindowAndItsTimesSaySo() {
    WindowDeltas deltas = new WindowDeltas(MINUTE, LAYOUT, ORIGIN);
    add(deltas, 5);
    ClockTime minuteLater = at(Duration.ofMinutes(1));
    Instant set = START.plus(Duration.ofHours(3));

    WindowCounts ended = deltas.advance(new ClockTime(minuteLater.nanos(), set)).orElseThrow();

    assertThat(ended.rows()).isEqualTo(5);
    assertThat(ended.to()).isEqualTo(set);
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
