package com.nextgen.ml.service.history.delta;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.policy.Window;
import com.nextgen.ml.service.inference.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastWindowsTest {
  private static final VersionId ID = new VersionId("shop", 1);
  private static final Window SHORT = new Window("5m", Duration.ofMinutes(5));
  private static final Window DAY = new Window("1d", Duration.ofDays(1));
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  private final PastWindows windows = new PastWindows();

  private void came(List<Window> of, Instant slotEnd, Instant at) {
    windows.came(ID, of, slotEnd.toEpochMilli(), at.toEpochMilli());
  }

  @Test
  void aSlotBelongsToTheWindowsThatHoldItsEnd() {
    came(List.of(SHORT, DAY), NOON.minusSeconds(86_400), NOON);
    assertThat(windows.takeQuiet(NOON.plusSeconds(120), 10))
        .containsExactly(
            new PastWindows.Past(ID, SHORT, NOON.minusSeconds(86_400)),
            new PastWindows.Past(ID, DAY, Instant.parse("2026-11-02T00:00:00Z")));
  }

  @Test
  void aWindowIsTakenWhenNoRowHasComeForTwoMinutesAndItEndedAsLongAgo() {
    Instant slot = NOON.minusSeconds(3600);
    came(List.of(SHORT), slot, NOON);
    came(List.of(SHORT), slot, NOON.plusSeconds(60));
    assertThat(windows.takeQuiet(NOON.plusSeconds(179), 10)).isEmpty();
    assertThat(windows.takeQuiet(NOON.plusSeconds(180), 10)).hasSize(1);
    assertThat(windows.takeQuiet(NOON.plusSeconds(999), 10)).isEmpty();

    came(List.of(DAY), slot, NOON);
    assertThat(windows.takeQuiet(Instant.parse("2026-11-03T00:01:59Z"), 10)).isEmpty();
    assertThat(windows.takeQuiet(Instant.parse("2026-11-03T00:02:00Z"), 10)).hasSize(1);
  }

  @Test
  void windowsWithoutRoomAreToldAndNotKept() {
    for (int i = 0; i < 20_003; i++) {
      came(List.of(SHORT), NOON.minusSeconds(300L * i), NOON);
    }
    assertThat(windows.takeLeft()).containsExactly(java.util.Map.entry(ID, 3L));
    assertThat(windows.takeLeft()).isEmpty();
    assertThat(windows.takeQuiet(NOON.plusSeconds(600), 100_000)).hasSize(20_000);
  }
}
