package com.nextgen.ml.service.monitor.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.policy.AlarmFamily;
import com.nextgen.ml.service.monitor.check.Check;
import com.nextgen.ml.service.monitor.check.ReportQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds of every kind of report there is. */
class ChecksTest {
  /** Families of the false-alarm budget of which there is no kind of report here, and why. */
  private static final Map<AlarmFamily, String> NO_CHECK =
      Map.of(
          AlarmFamily.CONCEPT, "detectors follow the log label by label; no window is judged",
          AlarmFamily.FAIRNESS, "is not built yet");

  @Test
  void everyFamilyOfTheBudgetHasOneKindOfReportOrAReason() {
    List<AlarmFamily> expected =
        Arrays.stream(AlarmFamily.values()).filter(f -> !NO_CHECK.containsKey(f)).toList();
    assertThat(Checks.ALL.stream().<AlarmFamily>map(Check::family))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void theTypeOfAReportSaysItsKind() {
    assertThat(Checks.ALL.stream().<Class<?>>map(Check::type)).doesNotHaveDuplicates();
  }

  @Test
  void aPathHasOneKindThatNoParameterAsksFor() {
    for (String path : Checks.paths()) {
      assertThat(Checks.ALL.stream().filter(c -> c.path().equals(path) && c.selector() == null))
          .as(path)
          .hasSize(1);
    }
  }

  @Test
  void aParameterThatAsksForAKindIsOneOfItsOwn() {
    for (Check<?> check : Checks.ALL) {
      if (check.selector() != null) {
        assertThat(check.parameters()).contains(check.selector());
        assertThat(Checks.asked(check.path(), Set.of("window", check.selector()))).isSameAs(check);
      } else {
        assertThat(Checks.asked(check.path(), Set.of("window"))).isSameAs(check);
      }
    }
  }

  @Test
  void everyKindAnswersAPlainQuestion() {
    for (Check<?> check : Checks.ALL) {
      assertThat(check.objection(ReportQuery.of(null))).as(check.path()).isNull();
    }
  }
}
