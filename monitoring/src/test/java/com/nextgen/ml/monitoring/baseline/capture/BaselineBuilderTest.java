package com.nextgen.ml.monitoring.baseline.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.CategorySummary;
import com.nextgen.ml.monitoring.baseline.NumericSummary;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.FaultCounts;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BaselineBuilderTest {

  @Test
  void ordersCategoriesByFrequencyAndPublishesFromTwentyRowsOn() {
    List<String> values = new ArrayList<>();
    values.addAll(Collections.nCopies(40, "often"));
    values.addAll(Collections.nCopies(20, "enough"));
    values.addAll(Collections.nCopies(19, "rare"));
    values.add("once");
    values.add(null);
    Baseline baseline = Schemas.ofNames(values.toArray(String[]::new));
    CategoricalCounts counts = names(baseline);
    assertThat(counts.bins().named()).containsExactly("often", "enough", "rare", "once");
    assertThat(counts.bins().publishedNames())
        .containsExactly("often", "enough", CategoricalBins.OTHER);
    assertThat(counts.published()).containsExactly(40, 20, 20, 1);
    assertThat(baseline.inputSummary("x")).contains(new CategorySummary(4, true, 1, 1 / 80.0, 0));
  }

  @Test
  void countsDuplicateRows() {
    ModelSchema schema = Schemas.regression(Feature.categorical("x"));
    EdgePass edges = BaselineBuilder.of(schema, Precision.FLOAT32, BaselineLimits.DEFAULT, 1);
    RowBlock twice = new RowBlock(3, new double[0], new String[] {"a", "b", "a"});
    RowBlock alone = new RowBlock(1, new double[0], new String[] {"a"});
    edges.add(twice);
    edges.add(alone);
    CountPass counting = edges.freeze();
    counting.add(twice);
    counting.add(alone);
    Baseline baseline = counting.build("", Schemas.NOON);

    FaultCounts expected = new FaultCounts(3, 1, List.of(0L));
    assertThat(baseline.counts().faults()).isEqualTo(expected);
    String document = new String(BaselineJson.toBytes(baseline), StandardCharsets.UTF_8);
    assertThat(read(document).counts().faults()).isEqualTo(expected);
    String old = document.replaceFirst(",\\s*\"batches\": \\{[^}]*}", "");
    assertThat(old).doesNotContain("batches").isNotEqualTo(document);
    assertThat(read(old).counts().faults()).isEqualTo(FaultCounts.empty(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(document.replace("\"duplicateRows\": 1", "\"duplicateRows\": 4")))
        .withMessageContaining("batches.duplicateRows");
  }

  private static Baseline read(String document) {
    return BaselineJson.read(document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void namesTheHundredMostFrequentCategoriesAndRemembersTheRest() {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      values.addAll(Collections.nCopies(250 - i, "c" + i));
    }
    Collections.shuffle(values, new Random(1));
    CategoricalCounts counts = names(Schemas.ofNames(values.toArray(String[]::new)));
    assertThat(counts.bins().named()).hasSize(100).startsWith("c0", "c1").endsWith("c99");
    assertThat(counts.bins().rest()).hasSize(150).contains("c100", "c249");
    assertThat(counts.cell(0)).isEqualTo(250);
    assertThat(counts.other()).isEqualTo(150 * 151 / 2);
    assertThat(counts.unseen()).isZero();
  }

  @Test
  void boundsMemoryForAMillionCategories() {
    ModelSchema schema = Schemas.regression(Feature.categorical("x"));
    EdgePass edges = BaselineBuilder.of(schema, Precision.FLOAT32, BaselineLimits.DEFAULT, 1);
    millionCategories(edges::add);
    CountPass counting = edges.freeze();
    millionCategories(counting::add);
    Baseline baseline = counting.build("", Schemas.NOON);
    CategoricalCounts counts = names(baseline);
    assertThat(counts.bins().named().size() + counts.bins().rest().size())
        .isLessThanOrEqualTo(CategoricalBins.MAX_REMEMBERED);
    assertThat(counts.bins().named().get(0)).isEqualTo("often");
    assertThat(counts.cell(0)).isEqualTo(1000);
    assertThat(counts.count()).isEqualTo(1_001_000);
    CategorySummary summary = (CategorySummary) baseline.inputSummary("x").orElseThrow();
    assertThat(summary.exact()).isFalse();
    assertThat(summary.distinct()).isGreaterThan(CategoricalBins.MAX_REMEMBERED);
  }

  private static void millionCategories(Consumer<RowBlock> to) {
    for (int block = 0; block < 1000; block++) {
      String[] values = new String[1001];
      for (int i = 0; i < 1000; i++) {
        values[i] = "id-" + (block * 1000 + i);
      }
      values[1000] = "often";
      to.accept(new RowBlock(values.length, new double[0], values));
    }
  }

  @Test
  void booleansAlwaysHaveTwoCategories() {
    ModelSchema schema = Schemas.regression(Feature.bool("x"));
    Baseline baseline =
        Schemas.build(
            schema,
            Precision.FLOAT32,
            new RowBlock(3, new double[0], new String[] {"true", "true", null}));
    assertThat(names(baseline).cells()).containsExactly(0, 2, 0, 0, 1);
    assertThat(names(baseline).bins().publishedNames()).startsWith("false", "true");
  }

  @Test
  void reservedNamesAreNotRemembered() {
    CategoricalCounts counts = names(Schemas.ofNames("a", CategoricalBins.OTHER));
    assertThat(counts.bins().named()).containsExactly("a");
    assertThat(counts.unseen()).isEqualTo(1);
  }

  @Test
  void columnsStandInSchemaOrderAndCountTheirOwnValues() {
    ModelSchema schema =
        Schemas.regression(
            Feature.numeric("a"),
            Feature.categorical("b"),
            Feature.numeric("c"),
            Feature.bool("d"));
    RowBlock rows =
        new RowBlock(2, new double[] {1, 10, 2, 20}, new String[] {"x", "true", "y", "false"});
    Baseline baseline = Schemas.build(schema, Precision.FLOAT64, rows);
    assertThat(baseline.layout().columns())
        .extracting(Column::name)
        .containsExactly("a", "b", "c", "d");
    assertThat(baseline.counts().rows()).isEqualTo(2);
    assertThat(baseline.rows()).isEqualTo(2);
    assertThat(((NumericSummary) baseline.inputSummary("c").orElseThrow()).quantiles())
        .containsEntry(0.5, 15.0);
    assertThat(baseline.background().rows()).isEqualTo(2);
    baseline.checkFits(schema, "ab12");
  }

  @Test
  void refusesRowsThatChangeBetweenPasses() {
    ModelSchema schema = Schemas.regression(Feature.numeric("x"));
    EdgePass edges = BaselineBuilder.of(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, 1);
    edges.add(new RowBlock(1, new double[] {1}, new String[0]));
    CountPass counts = edges.freeze();
    counts.add(new RowBlock(1, new double[] {2}, new String[0]));
    assertThatThrownBy(counts::finish)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("changed while they were read");
  }

  @Test
  void refusesNoRowsAndOtherShapes() {
    ModelSchema schema = Schemas.regression(Feature.numeric("x"));
    EdgePass edges = BaselineBuilder.of(schema, Precision.FLOAT64, BaselineLimits.DEFAULT, 1);
    assertThatThrownBy(edges::freeze).hasMessageContaining("at least one training row");
    assertThatThrownBy(() -> edges.add(new RowBlock(1, new double[2], new String[0])))
        .hasMessageContaining("shape of 'm'");
  }

  @Test
  void refusesTheBaselineOfAnotherModel() {
    Baseline baseline = Schemas.ofNumbers(Precision.FLOAT64, 1, 2, 3);
    assertThatThrownBy(() -> baseline.checkFits(Schemas.regression(Feature.numeric("y")), "ab12"))
        .hasMessageContaining("'y'")
        .hasMessageContaining("'x'");
    assertThatThrownBy(
            () -> baseline.checkFits(Schemas.regression(Feature.categorical("x")), "ab12"))
        .hasMessageContaining("'x' is categorical");
    assertThatThrownBy(
            () ->
                baseline.checkFits(
                    Schemas.regression(Feature.numeric("x"), Feature.numeric("z")), "ab12"))
        .hasMessageContaining("'z'");
    assertThatThrownBy(() -> baseline.checkFits(Schemas.regression(Feature.numeric("x")), "cd34"))
        .hasMessageContaining("another model file");
  }

  private static CategoricalCounts names(Baseline baseline) {
    return (CategoricalCounts) baseline.counts().input("x").orElseThrow();
  }
}
