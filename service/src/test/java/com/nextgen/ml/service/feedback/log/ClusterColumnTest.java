package com.nextgen.ml.service.feedback.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.baseline.Dependence;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.feedback.TestDetails;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterColumnTest {
  private static final ModelSchema SCHEMA =
      new ModelSchema(
          "shop",
          "team-test",
          Task.BINARY_CLASSIFICATION,
          List.of(
              Feature.numeric("value"), Feature.categorical("seller"), Feature.numeric("store")),
          "target",
          List.of("false", "true"),
          "true",
          Map.of(),
          0.5,
          List.of(new GroupAttribute("country", null, null, List.of())),
          List.of(),
          MonitoringPolicy.DEFAULT);

  private static final RowBlock ROWS =
      new RowBlock(2, new double[] {1, 7, 2, Missing.NUMBER}, new String[] {"anna", null});

  private static String value(String column, int row) {
    Dependence declared = new Dependence(Dependence.Kind.CLUSTER, column, List.of());
    TestDetails details = new TestDetails(List.of("a", "b"), 0, "DE", "user 5");
    return ClusterColumn.of(SCHEMA, declared).value(ROWS, row, details);
  }

  @Test
  void isWhatARowHasOfTheDeclaredColumn() {
    assertThat(value("seller", 0)).isEqualTo("anna");
    assertThat(value("store", 0)).isEqualTo("7.0");
    assertThat(value("country", 1)).isEqualTo("DE");
  }

  @Test
  void isNothingWhereTheRowLacksIt() {
    assertThat(value("seller", 1)).isNull();
    assertThat(value("store", 1)).isNull();
  }

  /** Such as the id of a user, which is no feature and not sent for groups. */
  @Test
  void isTheSubjectWhereTheColumnIsNotSent() {
    assertThat(value("user", 0)).isEqualTo("user 5");
  }

  @Test
  void isNothingWhereNoneWasDeclared() {
    TestDetails details = new TestDetails(List.of("a", "b"), 0, "DE", "user 5");
    assertThat(ClusterColumn.of(SCHEMA, Dependence.NONE).value(ROWS, 0, details)).isNull();
  }
}
