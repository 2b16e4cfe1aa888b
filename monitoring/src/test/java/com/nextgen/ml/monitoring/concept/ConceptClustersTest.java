package com.nextgen.ml.monitoring.concept;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.detector.StateException;
import com.nextgen.ml.monitoring.schema.policy.ConceptPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Losses of rows that depend on each other. */
class ConceptClustersTest {
  private static final LossBounds BOUNDS =
      new LossBounds(1_000_000, 0.1, OptionalDouble.of(0.08), OptionalDouble.empty());
  private static final ConceptPolicy POLICY =
      new ConceptPolicy(0.02, List.of("e-detector", "adwin"));
  private static final double RUN_LENGTH = 10_000;

  private long place;

  private static ConceptDetectors detectors() {
    return new ConceptDetectors(BOUNDS, POLICY, RUN_LENGTH);
  }

  private static Loss loss(boolean error) {
    return new Loss(error, OptionalDouble.of(error ? 0.5 : 0.03));
  }

  private List<LossPlace> add(ConceptDetectors detectors, boolean error, RowCluster cluster) {
    return detectors.add(
        loss(error), new LossPlace(++place, Instant.ofEpochSecond(place)), cluster);
  }

  private static long labels(ConceptDetectors detectors) {
    return detectors.statuses().get(0).labels();
  }

  /**
   * Errors of a cluster all have the one probability p, of variance .2 · .1 · .9: a few are bad.
   */
  private static double badClusters(Random random) {
    return random.nextDouble() < 1 / 19.0 ? 0.7 : 0.0667;
  }

  private int alarms(ConceptDetectors detectors, boolean clustered, int rows) {
    Random random = new Random(11);
    int alarms = 0;
    for (int i = 0; i < 40 * RUN_LENGTH / rows; i++) {
      double own = badClusters(random);
      for (int j = 0; j < rows; j++) {
        RowCluster cluster = clustered ? new RowCluster(i + 1, rows) : RowCluster.NONE;
        alarms += add(detectors, random.nextDouble() < own, cluster).size();
      }
    }
    return alarms;
  }

  @Test
  void rowsThatDependOnEachOtherRaiseNoMoreThanTheBudgetsAlarms() {
    assertThat(alarms(detectors(), false, 20)).isGreaterThan(400);
    assertThat(alarms(detectors(), true, 20)).isLessThanOrEqualTo(40);
  }

  @Test
  void aChangeIsFoundInRowsThatDoNotDependThoughTheyComeTogether() {
    ConceptDetectors detectors = detectors();
    Random random = new Random(12);
    int after = 0;
    for (int i = 0; after == 0; i++) {
      for (int j = 0; j < 50; j++) {
        boolean error = random.nextDouble() < (i < 60 ? 0.1 : 0.3);
        if (!add(detectors, error, new RowCluster(i + 1, 50)).isEmpty()) {
          after = i - 59;
        }
      }
    }
    assertThat(after).as("requests of 50").isBetween(1, 4);
  }

  /** Before anything is known of a cluster's rows, all of them are worth one. */
  @Test
  void aFirstClusterOfErrorsAloneIsNoMoreThanOneError() {
    ConceptDetectors whole = detectors();
    ConceptDetectors single = detectors();
    for (int i = 0; i < 500; i++) {
      assertThat(add(whole, true, new RowCluster(7, 500))).isEmpty();
    }
    add(single, true, RowCluster.NONE);
    assertThat(whole.statuses().get(0).evidence()).isPresent();
    double evidence = whole.statuses().get(0).evidence().orElseThrow().value();
    double one = single.statuses().get(0).evidence().orElseThrow().value();
    assertThat(evidence).isCloseTo(one, org.assertj.core.data.Percentage.withPercentage(1e-9));
  }

  @Test
  void aClusterClosesWithItsLastRow() {
    ConceptDetectors detectors = detectors();
    add(detectors, false, new RowCluster(1, 3));
    add(detectors, false, new RowCluster(2, 2));
    add(detectors, false, new RowCluster(1, 3));
    assertThat(labels(detectors)).isZero();
    add(detectors, false, new RowCluster(2, 2));
    assertThat(labels(detectors)).isEqualTo(2);
    add(detectors, false, new RowCluster(1, 3));
    assertThat(labels(detectors)).isEqualTo(5);
    assertThat(detectors.labels()).isEqualTo(5);
  }

  @Test
  void aClusterClosesWhenNoneOfItsLabelsComesAnyMore() {
    ConceptDetectors detectors = detectors();
    add(detectors, false, new RowCluster(1, 0));
    for (int i = 0; i < OpenClusters.MAX_IDLE; i++) {
      add(detectors, false, RowCluster.NONE);
    }
    assertThat(labels(detectors)).isEqualTo(OpenClusters.MAX_IDLE);
    add(detectors, false, RowCluster.NONE);
    assertThat(labels(detectors)).isEqualTo(OpenClusters.MAX_IDLE + 2);
  }

  @Test
  void aClusterThatNeverEndsClosesAtItsGreatestAge() {
    ConceptDetectors detectors = detectors();
    for (int i = 0; i < OpenClusters.MAX_AGE; i++) {
      add(detectors, false, new RowCluster(1, 0));
    }
    assertThat(labels(detectors)).isZero();
    add(detectors, false, new RowCluster(1, 0));
    assertThat(labels(detectors)).isEqualTo(OpenClusters.MAX_AGE + 1);
  }

  @Test
  void anAlarmIsAtTheLastRowOfItsCluster() {
    ConceptDetectors detectors = detectors();
    List<LossPlace> alarms = new ArrayList<>();
    for (int i = 1; alarms.isEmpty(); i++) {
      alarms.addAll(add(detectors, true, new RowCluster(i, 2)));
      alarms.addAll(add(detectors, true, new RowCluster(i, 2)));
    }
    assertThat(alarms).containsExactly(new LossPlace(place, Instant.ofEpochSecond(place)));
    assertThat(place % 2).isZero();
  }

  @Test
  void memoryIsBoundedHoweverManyClustersAreOpen() {
    ConceptDetectors detectors = detectors();
    int most = 0;
    for (int i = 0; i < 5_000; i++) {
      add(detectors, i % 9 == 0, new RowCluster(i, 0));
      most = Math.max(most, detectors.encode().length);
    }
    assertThat(most).isLessThan(64_000);
  }

  @Test
  void continuesIdenticallyAfterARestartAtAnyRow() throws StateException {
    Random random = new Random(13);
    ConceptDetectors running = detectors();
    ConceptDetectors restarted = detectors();
    int alarms = 0;
    for (int i = 0; i < 6_000; i++) {
      RowCluster cluster =
          switch (i % 4) {
            case 0 -> RowCluster.NONE;
            case 1 -> new RowCluster(i / 80 + 1, 20);
            default -> new RowCluster(-1 - random.nextInt(40), 0);
          };
      boolean error = random.nextDouble() < (i < 4_000 ? 0.1 : 0.4);
      if (i % 37 == 0) {
        byte[] state = restarted.encode();
        restarted = detectors();
        restarted.restore(state);
      }
      List<LossPlace> expected = add(running, error, cluster);
      place--;
      assertThat(add(restarted, error, cluster)).isEqualTo(expected);
      alarms += expected.size();
    }
    assertThat(restarted.encode()).isEqualTo(running.encode());
    assertThat(alarms).isPositive();
  }
}
