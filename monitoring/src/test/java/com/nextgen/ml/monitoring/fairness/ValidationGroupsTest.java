package com.nextgen.ml.monitoring.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.GroupFigures;
import com.nextgen.ml.monitoring.fairness.gap.Rate;
import com.nextgen.ml.monitoring.fairness.sums.AttributeKey;
import com.nextgen.ml.monitoring.fairness.sums.AttributeSums;
import com.nextgen.ml.monitoring.fairness.sums.GroupSums;
import com.nextgen.ml.monitoring.fairness.sums.SmallGroups;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ValidationGroupsTest {

  @Test
  void countsOfABaselineAreSumsOfGroups() {
    AttributeSums sums =
        new ValidationGroups(figures("sex", "yes", group("f", 400), group("m", 600))).sums();
    assertThat(sums.key()).isEqualTo(new AttributeKey("sex", null, "yes"));
    GroupSums women = Objects.requireNonNull(sums.groups().get("f"));
    assertThat(women.rows()).isEqualTo(400);
    assertThat(women.labelled()).isEqualTo(200);
    assertThat(Rate.TRUE_POSITIVE.of(women).value()).isEqualTo(0.8);
    assertThat(Rate.ACCURACY.of(women).successes()).isEqualTo(150);
  }

  @Test
  void crossingsAreNamedAsReportsNameThem() {
    AttributeSums sums =
        new ValidationGroups(figures("sex & race", "yes", group("f & x", 400))).sums();
    assertThat(sums.key().attribute()).isEqualTo("sex,race");
    assertThat(sums.groups()).containsOnlyKeys("f,x");
  }

  @Test
  void aSmallCrossedGroupIsHiddenInItsMargins() {
    ValidationGroups groups =
        new ValidationGroups(
            figures(
                "sex & race",
                "yes",
                group("f & x", 40),
                group("f & y", 900),
                group("f & z", 300),
                group("m & x", 200),
                group("m & y", 800),
                group("m & z", 350)));
    assertThat(groups.small(100)).containsOnly("f,x", "f,z", "m,x", "m,z");
    AttributeSums pooled = SmallGroups.pool(groups.sums(), groups.small(100));
    assertThat(pooled.groups()).containsOnlyKeys("f,y", "m,y", SmallGroups.NAME);
  }

  @Test
  void groupsThatAreNoPartOfACrossingArePooledByTheirRowsAlone() {
    ValidationGroups groups =
        new ValidationGroups(
            figures(
                "sex & race", "yes", group("f & x", 40), group("__other__", 60), group("m", 900)));
    assertThat(groups.small(50)).containsOnly("f,x", "__other__");
  }

  @Test
  void numbersHaveNoSumsInABaseline() {
    assertThat(new ValidationGroups(figures("sex", null, group("f", 400))).sums().groups())
        .isEmpty();
  }

  private static GroupFigures figures(
      String attribute, @Nullable String favourable, GroupFigures.Group... groups) {
    return new GroupFigures(attribute, null, favourable, Arrays.asList(groups));
  }

  /** Half of the rows are labelled; of ten that are favourable eight are found. */
  private static GroupFigures.Group group(String name, long rows) {
    long labelled = rows / 2;
    return new GroupFigures.Group(
        name,
        rows,
        labelled,
        labelled / 2,
        labelled * 2 / 5,
        labelled * 3 / 20,
        labelled * 7 / 20,
        labelled / 10,
        new TreeMap<>(Map.of("accuracy", 0.75)));
  }
}
