package com.nextgen.ml.service.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.service.status.VersionStatus.Loaded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusTextTest {
  private static final Instant AT = Instant.parse("2026-11-02T10:00:00.123Z");

  private static VersionStatus version(
      String model, @Nullable String problem, @Nullable Verdict drift) {
    Loaded loaded =
        drift == null
            ? null
            : new Loaded(
                AT, 1_234, AT, null, Map.of("drift", new FamilyStatus(drift, "1h", AT, "price")));
    return new VersionStatus(model, 2, List.of("production"), problem, loaded);
  }

  @Test
  void mostTroubleIsFirstAndOnlyTroubleHasAReason() {
    List<VersionStatus> versions =
        List.of(
                version("a", null, Verdict.STABLE),
                version("b", null, Verdict.NOT_ENOUGH_DATA),
                version("c", null, Verdict.DRIFTED),
                version("d", "takes no calls", Verdict.STABLE),
                version("e", "not an\nONNX file", null))
            .stream()
            .sorted(VersionStatus.BY_TROUBLE)
            .toList();

    assertThat(StatusText.of(new StatusBoard.Screen(AT, versions)).lines())
        .containsExactly(
            "2026-11-02T10:00:00Z  5 versions, 1 failed, 1 problem, 1 drifted, 1 not-enough-data,"
                + " 1 stable",
            "",
            "model  version       state            drift        rows  last prediction       last"
                + " label",
            "e      2 production  failed           -               -  -                     -",
            "d      2 production  problem          stable      1,234  2026-11-02T10:00:00Z  -",
            "c      2 production  drifted          drifted     1,234  2026-11-02T10:00:00Z  -",
            "b      2 production  not-enough-data  no verdict  1,234  2026-11-02T10:00:00Z  -",
            "a      2 production  stable           stable      1,234  2026-11-02T10:00:00Z  -",
            "",
            "e version 2: not an ONNX file",
            "d version 2: takes no calls",
            "c version 2: drift of 1h drifted since 2026-11-02T10:00:00Z: price",
            "b version 2: drift of 1h not-enough-data since 2026-11-02T10:00:00Z: price");
  }

  @Test
  void aVersionThatNothingIsKnownOfIsNotStable() {
    Loaded unwatched = new Loaded(AT, 0, null, null, Map.of());
    assertThat(new VersionStatus("a", 1, List.of(), null, unwatched).state())
        .isEqualTo(VersionStatus.State.NOT_ENOUGH_DATA);
    assertThat(StatusText.of(new StatusBoard.Screen(AT, List.of())))
        .isEqualTo("2026-11-02T10:00:00Z  0 versions\n");
  }
}
