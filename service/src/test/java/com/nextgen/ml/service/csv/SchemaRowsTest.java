package com.nextgen.ml.service.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaRowsTest {
  private static final List<Feature> FEATURES =
      List.of(Feature.numeric("n"), Feature.categorical("c"), Feature.bool("b"));

  @Test
  void putsValuesInSchemaOrderAndPassesOverOtherColumns() throws Exception {
    SchemaRows rows = rows(List.of("b", "x", "c", "n"));
    rows.add(new CsvRow(2, List.of("TRUE", "?", "red", "1.5")));
    rows.add(new CsvRow(3, List.of("0", "?", "3.0", "-2e3")));

    RowBlock block = rows.take();

    assertThat(block.rows()).isEqualTo(2);
    assertThat(block.numeric()).containsExactly(1.5, -2000);
    assertThat(block.categorical()).containsExactly("red", "true", "3", "false");
    assertThat(rows.rows()).isZero();
  }

  @Test
  void emptyNaNaNAndGivenSpellingsAreMissing() throws Exception {
    SchemaRows rows =
        new SchemaRows(
            FEATURES, List.of("n", "c", "b"), CsvFormat.withMissing(Set.of("NA", "NaN", "?")));
    rows.add(new CsvRow(2, List.of("", "NA", "")));
    rows.add(new CsvRow(3, List.of("NaN", "?", "NA")));

    RowBlock block = rows.take();

    assertThat(block.numeric()).hasSize(2);
    assertThat(Arrays.stream(block.numeric()).allMatch(Missing::is)).isTrue();
    assertThat(block.categorical()).containsOnlyNulls();
  }

  @Test
  void namesLineAndColumnOfAValueThatDoesNotFit() throws Exception {
    SchemaRows rows = rows(List.of("n", "c", "b"));
    assertThatThrownBy(() -> rows.add(new CsvRow(7, List.of("12a", "x", "true"))))
        .hasMessage("line 7, column 'n': '12a' is not a number");
    assertThatThrownBy(() -> rows.add(new CsvRow(8, List.of("1", "x", "maybe"))))
        .hasMessage("line 8, column 'b': 'maybe' is not true or false");
  }

  @Test
  void namesEveryFeatureWithoutAColumn() {
    assertThatThrownBy(() -> rows(List.of("n", "x")))
        .hasMessage("there is no column 'c', 'b'; there are n, x");
  }

  @Test
  void infinitiesAreNumbersAndHexadecimalIsNot() {
    assertThat(CsvFormat.DEFAULT.number("-inf")).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(CsvFormat.DEFAULT.number("1e400")).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(CsvFormat.DEFAULT.number("0x1p3")).isNull();
    assertThat(CsvFormat.DEFAULT.number("1d")).isNull();
  }

  private static SchemaRows rows(List<String> header) throws CsvException {
    return new SchemaRows(FEATURES, header, CsvFormat.DEFAULT);
  }
}
