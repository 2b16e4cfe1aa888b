package com.nextgen.ml.service.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.TensorSpec;
import com.nextgen.ml.service.inference.onnx.OnnxDescription;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenamedInputsTest {

  /** The right-hand names are those that skl2onnx 1.20 gives. */
  @ParameterizedTest
  @CsvSource({
    "Bounce Rates, Bounce_Rates",
    "hours-per-week, hours_per_week",
    "tenure.months, tenure_months",
    "Contrat (durée), Contrat__durée_",
    "a:b|[q], a_b__q_",
    "2nd visit, _2nd_visit",
    "plain_Name2, plain_Name2"
  })
  void anIdentifierIsMadeAsSkl2onnxMakesIt(String column, String input) {
    assertThat(RenamedInputs.identifier(column)).isEqualTo(input);
  }

  private static Map<String, String> of(String inputs, String said, String columns)
      throws ModelLoadException {
    List<TensorSpec> specs =
        split(inputs).stream().map(name -> new TensorSpec(name, "FP32", List.of(-1L, 1L))).toList();
    return FeatureNames.of(
        new OnnxDescription(specs, List.of(), Map.of()), split(said), split(columns));
  }

  private static List<String> split(String names) {
    return names.isEmpty() ? List.of() : Arrays.asList(names.split(","));
  }

  @Test
  void columnsAreFoundByWhatTheirNamesBecame() throws ModelLoadException {
    assertThat(of("hours_per_week,Bounce_Rates,age", "", "id,age,Bounce Rates,hours-per-week"))
        .containsExactly(
            entry("hours-per-week", "hours_per_week"),
            entry("Bounce Rates", "Bounce_Rates"),
            entry("age", "age"));
  }

  @Test
  void anInputWithoutAColumnKeepsItsName() throws ModelLoadException {
    assertThat(of("hours,age", "", "age,our")).containsOnlyKeys("hours", "age");
  }

  @Test
  void oneInputIsNoMatrixIfItsNameIsAColumnsRenamed() throws ModelLoadException {
    assertThat(of("Bounce_Rates", "", "Bounce Rates,age"))
        .containsExactly(entry("Bounce Rates", "Bounce_Rates"));
  }

  @Test
  void columnsOfTheirOwnNameAreNoCandidatesOfOtherInputs() throws ModelLoadException {
    assertThat(of("a b,a_b", "", "a_b,a b"))
        .containsExactly(entry("a b", "a b"), entry("a_b", "a_b"));
  }

  @Test
  void anInputOfMoreThanOneColumnIsRefusedWithTheirNames() {
    assertThatThrownBy(() -> of("a_b,c", "", "a b,a.b,c"))
        .hasMessageContaining("input 'a_b' can be of the columns a b, a.b")
        .hasMessageContaining("in the order of the model's inputs: a_b, c");
    assertThatThrownBy(() -> of("a_b,c", "", "a b,a_b,c"))
        .hasMessageContaining("input 'a_b' can be of the columns a b, a_b");
    assertThatThrownBy(() -> of("a_b,a-b", "", "a b,c")).hasMessageContaining("columns a b");
  }

  @Test
  void aPersonSaysWhichColumnIsMeant() throws ModelLoadException {
    assertThat(of("a_b,c", "a.b,c", "a b,a.b,c"))
        .containsExactly(entry("a.b", "a_b"), entry("c", "c"));
    assertThat(of("a_b,c", "c,a.b", "a b,a.b,c"))
        .containsExactly(entry("c", "c"), entry("a.b", "a_b"));
    assertThat(of("a_b,a_b1", "a b,a.b", "a b,a.b"))
        .containsExactly(entry("a b", "a_b"), entry("a.b", "a_b1"));
    assertThat(of("a_b,c", "c,a_b", "a b,a_b,c"))
        .containsExactly(entry("c", "c"), entry("a_b", "a_b"));
  }

  @Test
  void aPersonCannotSayWhatTheInputsAreNot() {
    for (String said : new String[] {"a b", "a b,d", "a b,a b", "a b,c,d"}) {
      assertThatThrownBy(() -> of("a_b,c", said, "a b,c,d"))
          .hasMessageContaining("the model's inputs, which are a_b, c");
    }
  }
}
