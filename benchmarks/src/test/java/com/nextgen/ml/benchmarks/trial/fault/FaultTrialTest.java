package com.nextgen.ml.benchmarks.trial.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nextgen.ml.benchmarks.trial.column.Source;
import com.nextgen.ml.benchmarks.trial.column.Sources;
import com.nextgen.ml.benchmarks.trial.population.Size;
import com.nextgen.ml.benchmarks.trial.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The trial of faults, with few windows: what it says of the product must not get worse. */
@Tag("slow")
class FaultTrialTest {
  private static final Path DATA = Path.of("../../shared/data");
  private static final List<Size> SIZES = List.of(new Size(500, 5000), new Size(2000, 5000));

  private static List<FaultCase> run(List<Source> sources, int baselines) {
    return new FaultTrial(20_261_125, column -> {}).run(sources, SIZES, baselines);
  }

  private static void missesFewerThanOtherRules(List<FaultCase> cases, double most) {
    assertThat(FaultTables.falseAlarms(cases, Rule.OURS)).isZero();
    assertThat(FaultTables.missed(cases, Rule.OURS)).isLessThan(most);
    for (Rule rule : Rule.PEERS) {
      assertThat(FaultTables.missed(cases, Rule.OURS))
          .as(rule.title())
          .isLessThan(FaultTables.missed(cases, rule));
    }
  }

  @Test
  void grossFaultsInSimulatedColumnsAreMissedLeastAndWithoutFalseAlarms() {
    missesFewerThanOtherRules(run(Sources.simulated(), 3), 0.08);
  }

  @Test
  void grossFaultsInRealColumnsAreMissedLeastAndWithoutFalseAlarms() throws IOException {
    assumeTrue(Files.isDirectory(DATA), "no data sets beside the project");
    missesFewerThanOtherRules(run(Sources.real(DATA), 1), 0.05);
  }

  @Test
  void theSameSeedGivesTheSameTables() {
    List<Source> one = Sources.simulated().subList(0, 1);
    assertThat(FaultTables.kinds(run(one, 2))).isEqualTo(FaultTables.kinds(run(one, 2)));
  }
}
