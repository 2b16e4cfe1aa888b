package com.nextgen.ml.service.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose fault a code says it is, and the status that a caller sees, agree. */
class ErrorCodeTest {
  private static final Set<ErrorReason> CALLERS =
      EnumSet.of(ErrorReason.INVALID, ErrorReason.TOO_LARGE);

  @ParameterizedTest
  @EnumSource
  void onlyTheCallersFaultsAreStatusesOfTheCaller(ErrorCode code) {
    assertThat(code.status()).isBetween(400, 599);
    assertThat(code.status() < 500).isEqualTo(CALLERS.contains(code.reason()));
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonHasACodeThatSaysNoMore(ErrorReason reason) {
    assertThat(ErrorCode.of(reason).reason()).isEqualTo(reason);
  }

  /** As callers, rules of Prometheus and dashboards know them. */
  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_VERSION, 404, invalid",
    "UNKNOWN_WINDOW, 400, invalid",
    "NOT_COMPARABLE, 409, invalid",
    "NO_BASELINE, 409, invalid",
    "NOT_JUDGED_YET, 404, invalid",
    "TOO_OLD, 410, invalid",
    "TOO_LARGE, 413, too-large",
    "MODEL_FAILED, 500, model",
    "MODEL_HANGS, 503, model",
    "OVERLOAD, 503, overload",
    "UNAVAILABLE, 503, overload",
    "TIMEOUT, 504, timeout",
  })
  void statusesAndReasonsAreKept(ErrorCode code, int status, String reason) {
    assertThat(code.status()).isEqualTo(status);
    assertThat(code.reason().code()).isEqualTo(reason);
  }
}
