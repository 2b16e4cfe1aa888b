package com.nextgen.ml.service.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.cli.command.ExitStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demo passes only by what the service judged. */
class DemoOnceTest {
  private static final Instant SINCE = Instant.parse("2026-11-01T10:00:00Z");

  private final Simulation sessions = new Sessions(new Draws(new SplittableRandom(1)));
  private final Set<String> inputs = sessions.next(Phase.NORMAL).keySet();

  @Test
  void disagreesWithoutAVerdict() {
    assertThat(DemoOutcome.of(sessions, Phase.NORMAL, Optional.empty(), SINCE).agrees()).isFalse();
  }

  @Test
  void ignoresVerdictsOnEarlierPhases() {
    assertThat(outcome(Phase.NORMAL, SINCE, Set.of(), inputs).problem()).contains("older");
    assertThat(outcome(Phase.NORMAL, SINCE.plusSeconds(1), Set.of(), inputs).agrees()).isTrue();
  }

  @Test
  void requiresAVerdictOnEveryFeature() {
    Set<String> some = new TreeSet<>(inputs);
    some.remove(some.iterator().next());
    assertThat(outcome(Phase.NORMAL, SINCE.plusSeconds(1), Set.of(), some).problem())
        .contains("not every feature");
  }

  @Test
  void disagreesIfTooMuchOrTooLittleIsFound() {
    Set<String> one = Set.of(inputs.iterator().next());
    assertThat(outcome(Phase.NORMAL, SINCE.plusSeconds(1), one, inputs).agrees()).isFalse();
    assertThat(outcome(Phase.BROKEN_FIELD, SINCE.plusSeconds(1), Set.of(), inputs).agrees())
        .isFalse();
  }

  @Test
  void failsIfTheServiceCannotJudge(@TempDir Path folder) throws IOException {
    Path from = marketplace();
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.filter(path -> !path.endsWith("baseline.json")).toList()) {
        Path to = folder.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(to);
        } else {
          Files.copy(path, to);
        }
      }
    }
    StringWriter out = new StringWriter();
    int status =
        new CommandLine(new DemoCommand())
            .setOut(new PrintWriter(out, true))
            .execute("--once", "--registry", folder.toString());
    assertThat(status).as(out.toString()).isEqualTo(ExitStatus.FAILED);
    assertThat(out.toString()).contains("judged");
    assertThat(out.toString()).doesNotContain("agrees");
    Path log = log(out.toString());
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains("listening on"))
        .allMatch(line -> line.startsWith("{\"timestamp\":"));
    Files.delete(log);
  }

  /** The one file that the screen names. */
  private static Path log(String screen) {
    List<Path> named =
        screen
            .lines()
            .filter(line -> line.strip().startsWith("log "))
            .map(line -> Path.of(line.strip().substring(4).strip()))
            .toList();
    assertThat(named).hasSize(1);
    return named.get(0);
  }

  private DemoOutcome outcome(Phase phase, Instant to, Set<String> drifted, Set<String> stable) {
    Set<String> rest = new TreeSet<>(stable);
    rest.removeAll(drifted);
    return DemoOutcome.of(sessions, phase, Optional.of(new Judged(to, 1200, drifted, rest)), SINCE);
  }

  private static Path marketplace() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("examples/marketplace"))) {
      at = at.getParent();
    }
    return at.resolve("examples/marketplace/registry");
  }
}
