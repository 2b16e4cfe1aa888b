package com.nextgen.ml.monitoring.fairness.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.GroupFigures;
import com.nextgen.ml.monitoring.fairness.sums.AttributeSums;
import com.nextgen.ml.monitoring.fairness.sums.ClassSums;
import com.nextgen.ml.monitoring.fairness.sums.SmallGroups;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowAttributes;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCountersTest {
  private static final List<GroupFigures> BASELINE =
      List.of(
          figures("sex", group("f", 400), group("m", 600), group("x", 20), group("y", 150)),
          figures("age", group("<40", 500), group(">=40", 500)),
          figures(
              "sex & age",
              group("f & <40", 300),
              group("f & >=40", 300),
              group("m & <40", 300),
              group("m & >=40", 300)));

  /** Age is a feature with bands, sex is sent for monitoring alone. */
  private static ModelSchema schema(Task task, List<String> classes) {
    return new ModelSchema(
        "m",
        "team",
        task,
        List.of(Feature.numeric("age")),
        null,
        classes,
        task == Task.BINARY_CLASSIFICATION ? "yes" : null,
        Map.of(),
        0.5,
        List.of(
            new GroupAttribute("sex", "m", null, List.of()),
            new GroupAttribute("age", null, null, List.of(40.0))),
        List.of(List.of("sex", "age")),
        MonitoringPolicy.DEFAULT);
  }

  private static GroupCounters counters() {
    return new GroupCounters(
        schema(Task.BINARY_CLASSIFICATION, List.of("no", "yes")), BASELINE, 100, 2);
  }

  private static final RowBlock ROWS =
      new RowBlock(6, new double[] {30, 50, 39.5, 40, Double.NaN, 20}, new String[0]);
  private static final String[] SEX = {"f", "m", "x", "never seen", "f", null};
  private static final RowAttributes BESIDE =
      (row, attribute) -> attribute.equals("sex") ? SEX[row] : null;
  private static final PredictionBlock PREDICTIONS =
      new PredictionBlock(6, new int[] {1, 0, 1, 0, 1, -1}, new double[6], null);

  @Test
  void rowsAreCountedByGroupCrossingAndPrediction() {
    GroupCounters counters = counters();
    counters.add(ROWS, BESIDE, PREDICTIONS);
    Map<String, AttributeSums> sums = byAttribute(counters);
    assertThat(sums).containsOnlyKeys("sex", "age", "sex,age");
    rows(sums.get("sex"), "f", 2, 2);
    rows(sums.get("sex"), "m", 1, 0);
    rows(sums.get("age"), "<40", 2, 2);
    rows(sums.get("age"), ">=40", 2, 0);
    assertThat(Objects.requireNonNull(sums.get("age")).unknown()).isEqualTo(1);
    rows(sums.get("sex,age"), "f,<40", 1, 1);
    rows(sums.get("sex,age"), "m,>=40", 1, 0);
    rows(sums.get("sex,age"), "m,<40", 0, 0);
  }

  @Test
  void smallGroupsAndThoseThatTrainingNeverHadShareOnePlace() {
    GroupCounters counters = counters();
    counters.add(ROWS, BESIDE, PREDICTIONS);
    AttributeSums sex = Objects.requireNonNull(byAttribute(counters).get("sex"));
    // x is small, y goes with it, "never seen" is as small as can be.
    assertThat(sex.groups()).containsOnlyKeys("f", "m", SmallGroups.NAME);
    rows(sex, SmallGroups.NAME, 2, 1);
  }

  @Test
  void everyClassIsHeldAgainstTheRestWhereNoneIsFavourable() {
    GroupCounters counters =
        new GroupCounters(
            schema(Task.MULTICLASS_CLASSIFICATION, List.of("a", "b", "c")), BASELINE, 100, 1);
    counters.add(
        ROWS, BESIDE, new PredictionBlock(6, new int[] {1, 0, 2, 2, 1, 0}, new double[6], null));
    List<AttributeSums> age =
        counters.sums().stream().filter(one -> one.key().attribute().equals("age")).toList();
    assertThat(age).extracting(one -> one.key().favourable()).containsExactly("a", "b", "c");
    rows(age.get(0), "<40", 3, 1);
    rows(age.get(1), "<40", 3, 1);
    rows(age.get(2), ">=40", 2, 1);
  }

  @Test
  void withoutABaselineNoGroupIsShown() {
    GroupCounters counters =
        new GroupCounters(
            schema(Task.BINARY_CLASSIFICATION, List.of("no", "yes")), List.of(), 100, 1);
    counters.add(ROWS, BESIDE, PREDICTIONS);
    assertThat(Objects.requireNonNull(byAttribute(counters).get("age")).groups())
        .containsOnlyKeys(SmallGroups.NAME);
  }

  @Test
  void threadsLoseNoRow() throws InterruptedException {
    GroupCounters counters = counters();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () ->
                  IntStream.range(0, 20_000).forEach(n -> counters.add(ROWS, BESIDE, PREDICTIONS)));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    rows(byAttribute(counters).get("sex"), "f", 160_000, 160_000);
    rows(byAttribute(counters).get("age"), ">=40", 160_000, 0);
  }

  @Test
  void countingAllocatesNothing() {
    GroupCounters counters = counters();
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    int blocks = 20_000;
    for (int i = 0; i < blocks; i++) {
      counters.add(ROWS, BESIDE, PREDICTIONS);
    }
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < blocks; i++) {
      counters.add(ROWS, BESIDE, PREDICTIONS);
    }
    // A byte a block would be 20,000; measuring itself allocates a little.
    assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(blocks);
  }

  private static Map<String, AttributeSums> byAttribute(GroupCounters counters) {
    Map<String, AttributeSums> sums = new TreeMap<>();
    counters.sums().forEach(one -> sums.put(one.key().attribute(), one));
    return sums;
  }

  private static void rows(AttributeSums sums, String group, long rows, long selected) {
    ClassSums cells = (ClassSums) Objects.requireNonNull(sums.groups().get(group));
    assertThat(cells.rows()).isEqualTo(rows);
    assertThat(cells.selected()).isEqualTo(selected);
  }

  private static GroupFigures figures(String attribute, GroupFigures.Group... groups) {
    return new GroupFigures(attribute, null, "yes", Arrays.asList(groups));
  }

  private static GroupFigures.Group group(String name, long rows) {
    return new GroupFigures.Group(name, rows, 0, 0, 0, 0, 0, 0, new TreeMap<>());
  }
}
