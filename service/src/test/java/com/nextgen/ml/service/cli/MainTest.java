package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.cli.command.ExitStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpListsTheCommandsAndIsNoError() {
    assertThat(run("--help")).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).contains("compare", "replay", "promote", "rollback");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare", "replay", "promote", "rollback"})
  void everyCommandHasHelp(String command) {
    assertThat(run(command, "--help")).isEqualTo(ExitStatus.DONE);
    assertThat(out.toString()).contains("Usage: ml-service " + command);
  }

  @Test
  void wrongUseIsToldWithStatusTwo() {
    assertThat(run()).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(run("fly")).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(run("replay", "--model", "m")).isEqualTo(ExitStatus.WRONG_USE);
    assertThat(run("replay", "--model", "m", "--data", "d.csv", "--speed", "2"))
        .isEqualTo(ExitStatus.WRONG_USE);
    assertThat(err.toString()).contains("--speed needs --time-column");
  }

  @Test
  void aWrongOptionPrintsItsLineAndTheNearestOption() {
    assertThat(run("compare", "--refrence", "a.csv", "--current", "b.csv"))
        .isEqualTo(ExitStatus.WRONG_USE);
    assertThat(err.toString().lines()).hasSizeLessThanOrEqualTo(4);
    assertThat(err.toString())
        .contains("Unknown option", "'--refrence'", "--reference", "ml-service compare --help")
        .doesNotContain("Missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "demo",
        "register",
        "baseline",
        "compare",
        "replay",
        "observe",
        "feedback",
        "rehearse",
        "promote",
        "rollback"
      })
  void noCommandPrintsItsUsageForAWrongOption(String command) {
    for (String wrong : new String[] {"--modle=m", "--x", "stray"}) {
      err.getBuffer().setLength(0);
      assertThat(run(command, wrong)).as(wrong).isEqualTo(ExitStatus.WRONG_USE);
      assertThat(err.toString().lines()).as(err.toString()).hasSizeBetween(2, 5);
      assertThat(err.toString())
          .contains("ml-service " + command + " --help tells more")
          .doesNotContain("Usage:");
    }
  }

  @Test
  void aServiceThatIsNotThereIsAFailureThatSaysWhatToDo() {
    assertThat(run("promote", "--model=m", "--version=1", "--reason=r", "--url=http://127.0.0.1:1"))
        .isEqualTo(ExitStatus.FAILED);
    assertThat(err.toString()).contains("./ml-service serve").doesNotContain("Exception");
  }

  private int run(String... arguments) {
    return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
