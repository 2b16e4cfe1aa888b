package com.nextgen.ml.monitoring.fairness.sums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GroupSumsTest {
  private static final AttributeKey KEY = new AttributeKey("sex", null, "yes");

  /** Whole numbers and eighths, so that sums are exact in any order. */
  private static AttributeSums random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeMap<String, GroupSums> groups = new TreeMap<>();
    for (int i = 0; i < 4; i++) {
      if (random.nextBoolean()) {
        groups.put("group" + i, classes(random));
      }
    }
    return new AttributeSums(KEY, groups, random.nextInt(10));
  }

  private static ClassSums classes(SplittableRandom random) {
    ClassSums counts =
        ClassSums.of(random.nextInt(9), random.nextInt(9), random.nextInt(9), random.nextInt(9));
    List<ScoreSums.Cell> cells = new ArrayList<>();
    for (int i = 0; random.nextBoolean() && i < ScoreSums.CELLS; i++) {
      cells.add(new ScoreSums.Cell(i, random.nextInt(i + 1), i / 8.0, i / 4.0));
    }
    ScoreSums scores =
        new ScoreSums(
            5, random.nextInt(9) / 8.0, 1, cells.size() == ScoreSums.CELLS ? cells : List.of());
    return new ClassSums(
        counts.rows() + 3,
        counts.selected() + 1,
        counts.truePositives(),
        counts.falsePositives(),
        counts.trueNegatives(),
        counts.falseNegatives(),
        counts.correct(),
        scores);
  }

  @Property(tries = 200)
  void addUpInAnyOrder(@ForAll long a, @ForAll long b, @ForAll long c) {
    AttributeSums first = random(a);
    AttributeSums second = random(b);
    AttributeSums third = random(c);
    assertThat(first.plus(second).plus(third)).isEqualTo(third.plus(second.plus(first)));
  }

  @Property(tries = 200)
  void aPartIsTakenAwayAgain(@ForAll long a, @ForAll long b) {
    AttributeSums whole = random(a).plus(random(b));
    AttributeSums rest = whole.minus(random(b));
    assertThat(rest.plus(random(b)).all()).isEqualTo(whole.all());
    rest.groups()
        .forEach(
            (name, group) ->
                assertThat(group.rows())
                    .isEqualTo(random(a).groups().getOrDefault(name, ClassSums.NONE).rows()));
  }

  @Test
  void valuesAddUpAndSubtract() {
    ValueSums sums = ValueSums.of(3, 1).plus(ValueSums.of(2, 4));
    assertThat(sums).isEqualTo(new ValueSums(2, 5, 13, 2, 0, 4, 8, 32));
    assertThat(sums.minus(ValueSums.of(2, 4))).isEqualTo(ValueSums.of(3, 1));
  }

  @Test
  void sumsOfDifferentKindsOrAttributesDoNotAddUp() {
    assertThatThrownBy(() -> ClassSums.NONE.plus(ValueSums.NONE))
        .isInstanceOf(IllegalArgumentException.class);
    AttributeSums other =
        new AttributeSums(new AttributeKey("race", null, "yes"), new TreeMap<>(), 0);
    assertThatThrownBy(() -> random(1).plus(other)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsNotAPartCannotBeTakenAway() {
    assertThatThrownBy(() -> ClassSums.NONE.minus(ClassSums.of(1, 0, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
