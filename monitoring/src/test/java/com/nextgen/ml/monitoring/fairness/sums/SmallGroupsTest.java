package com.nextgen.ml.monitoring.fairness.sums;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SmallGroupsTest {

  @Test
  void groupsUnderTheMinimumArePooled() {
    assertThat(SmallGroups.of(Map.of("a", 500L, "b", 60L, "c", 70L), 100)).containsOnly("b", "c");
    assertThat(SmallGroups.of(Map.of("a", 500L, "b", 100L), 100)).isEmpty();
  }

  @Test
  void oneThatStandsAloneTakesTheNextSmallestWithIt() {
    assertThat(SmallGroups.of(Map.of("a", 500L, "b", 60L, "c", 200L), 100)).containsOnly("b", "c");
  }

  @Test
  void aPoolThatIsStillSmallTakesMore() {
    assertThat(SmallGroups.of(Map.of("a", 500L, "b", 3L, "c", 4L, "d", 200L), 100))
        .containsOnly("b", "c", "d");
  }

  @Test
  void aCrossedGroupIsNotLeftOverInASumThatIsShown() {
    // Women of group x are 40; all women and all of group x are shown.
    Map<List<String>, Long> rows =
        Map.of(
            List.of("f", "x"), 40L,
            List.of("f", "y"), 900L,
            List.of("f", "z"), 300L,
            List.of("m", "x"), 200L,
            List.of("m", "y"), 800L,
            List.of("m", "z"), 350L);
    Set<List<String>> pooled = SmallGroups.ofCrossing(rows, 100);
    assertThat(pooled)
        .contains(List.of("f", "x"), List.of("f", "z"), List.of("m", "x"), List.of("m", "z"))
        .doesNotContain(List.of("f", "y"), List.of("m", "y"));
  }

  @Property(tries = 300)
  void noSumThatIsShownLeavesFewPeopleOver(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int values) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<List<String>, Long> rows = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < values; j++) {
        rows.put(List.of("a" + i, "b" + j), (long) (1 + Math.exp(random.nextDouble() * 8)));
      }
    }
    Set<List<String>> pooled = SmallGroups.ofCrossing(rows, 100);
    rows.forEach((group, count) -> assertThat(count >= 100 || pooled.contains(group)).isTrue());
    for (int at = 0; at < 2; at++) {
      Map<String, Long> left = new HashMap<>();
      Map<String, Long> shown = new HashMap<>();
      for (Map.Entry<List<String>, Long> group : rows.entrySet()) {
        Map<String, Long> sums = pooled.contains(group.getKey()) ? left : shown;
        sums.merge(group.getKey().get(at), group.getValue(), Long::sum);
      }
      // What is left of a value is many people, or all of that value.
      left.forEach(
          (value, count) -> assertThat(count >= 100 || !shown.containsKey(value)).isTrue());
    }
  }

  @Test
  void pooledGroupsAreSummed() {
    AttributeSums sums =
        new AttributeSums(
            new AttributeKey("race", null, "yes"),
            new TreeMap<>(
                Map.of(
                    "a", ClassSums.of(100, 100, 100, 100),
                    "b", ClassSums.of(1, 2, 3, 4),
                    "c", ClassSums.of(4, 3, 2, 1))),
            7);
    AttributeSums pooled = SmallGroups.pool(sums, Set.of("b", "c"));
    assertThat(pooled.groups()).containsOnlyKeys("a", SmallGroups.NAME);
    assertThat(pooled.groups().get(SmallGroups.NAME)).isEqualTo(ClassSums.of(5, 5, 5, 5));
    assertThat(pooled.all()).isEqualTo(sums.all());
    assertThat(pooled.unknown()).isEqualTo(7);
  }
}
