package com.nextgen.ml.service.monitor.check;

import static com.nextgen.ml.service.monitor.TestReports.found;
import static com.nextgen.ml.service.monitor.TestReports.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.fault.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgainstTest {

  @Test
  void withoutAWordItIsTheBaseline() {
    assertThat(found(Against.parse(null))).isEqualTo(new Against.Baseline());
  }

  @ParameterizedTest
  @ValueSource(strings = {"baseline", "previous", "version:1", "version:999999999"})
  void isWrittenAsItIsRead(String text) {
    assertThat(found(Against.parse(text)).code()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "version:", "version:0", "version:03", "version:9999999999"})
  void nothingElseIsTaken(String text) {
    assertThat(Against.parse(text))
        .isEqualTo(
            refused(
                ErrorCode.UNKNOWN_REFERENCE,
                "against '" + text + "' is not one of baseline, previous, version:<number>"));
  }

  @Test
  void whatWasProbablyMeantIsSaid() {
    assertThat(Against.parse("Baseline"))
        .isEqualTo(
            refused(
                ErrorCode.UNKNOWN_REFERENCE,
                "against 'Baseline' is not one of baseline, previous, version:<number>;"
                    + " did you mean 'baseline'?"));
  }

  @Test
  void whatIsSaidOfAWrongWordIsSafeToPrint() {
    assertThat(Against.parse("yesterday\n"))
        .isEqualTo(
            refused(
                ErrorCode.UNKNOWN_REFERENCE,
                "against 'yesterday?' is not one of baseline, previous, version:<number>"));
  }
}
