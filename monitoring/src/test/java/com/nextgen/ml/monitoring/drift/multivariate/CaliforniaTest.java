package com.nextgen.ml.monitoring.drift.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Months of nannyml-california against figures of numpy, scikit-learn and NannyML. */
class CaliforniaTest {
  private static JsonNode fixture = new ObjectMapper().createObjectNode();
  private static List<String> columns = List.of();
  private static RowBlock reference = Rows.of(new double[][] {{0}});
  private static final Map<String, RowBlock> MONTHS = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = CaliforniaTest.class.getResourceAsStream("multivariate.json")) {
      fixture = new ObjectMapper().readTree(in);
    }
    columns = new ArrayList<>();
    fixture.get("columns").forEach(name -> columns.add(name.asText()));
    Path folder = folder();
    List<RowBlock> all =
        List.copyOf(months(folder.resolve("california_housing_reference.csv"), 0).values());
    reference = all.get(0);
    MONTHS.putAll(months(folder.resolve("california_housing_analysis.csv"), 7));
  }

  private static Path folder() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolve("shared/data/nannyml-california");
      if (Files.isDirectory(found)) {
        return found;
      }
    }
    Assumptions.abort("skipped: there is no ../shared/data beside the project");
    throw new AssertionError("not reached");
  }

  /** Rows by the first characters of their timestamp. */
  private static Map<String, RowBlock> months(Path file, int length) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> header = List.of(lines.get(0).split(","));
    Map<String, List<double[]>> rows = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      String month = cells[header.indexOf("timestamp")].substring(0, length);
      double[] row = columns.stream().mapToDouble(c -> number(cells, header, c)).toArray();
      rows.computeIfAbsent(month, m -> new ArrayList<>()).add(row);
    }
    Map<String, RowBlock> blocks = new TreeMap<>();
    rows.forEach((month, values) -> blocks.put(month, Rows.of(values.toArray(new double[0][]))));
    return blocks;
  }

  private static double number(String[] cells, List<String> header, String column) {
    return Double.parseDouble(cells[header.indexOf(column)]);
  }

  private static Baseline baseline() {
    return Rows.baseline(reference, columns.stream().map(Feature::numeric).toList());
  }

  @Test
  void componentsErrorsAndCorrelationsEqualNumpyAndScikitLearn() {
    Baseline baseline = baseline();
    ProductCounts rows = Rows.products(baseline, reference);
    JsonNode expected = fixture.get("california");
    PrincipalComponents components = PrincipalComponents.of(rows);
    assertThat(components.kept()).isEqualTo(expected.get("kept").asInt());
    double total = 0;
    for (JsonNode value : expected.get("eigenvalues")) {
      total += value.asDouble();
    }
    // Sums in another order agree to about 1e-12; the tolerance leaves room for the subtraction.
    assertThat(components.total()).isCloseTo(total, within(1e-9));
    assertThat(components.error(rows))
        .isCloseTo(expected.get("baselineError").asDouble(), within(1e-9));
    MONTHS.forEach(
        (month, window) ->
            assertThat(components.error(Rows.products(baseline, window)))
                .as(month)
                .isCloseTo(expected.get("errors").get(month).asDouble(), within(1e-9)));
    for (int i = 0; i < rows.width(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(FisherZ.correlation(rows, i, j))
            .isCloseTo(expected.get("correlations").get(i).get(j).asDouble(), within(1e-9));
      }
    }
  }

  @Test
  void eigenvaluesEqualNumpy() {
    Baseline baseline = baseline();
    ProductCounts rows = Rows.products(baseline, reference);
    double[][] moments = new double[rows.width()][rows.width()];
    for (int i = 0; i < moments.length; i++) {
      for (int j = 0; j < moments.length; j++) {
        moments[i][j] = rows.product(i, j) / rows.rows();
      }
    }
    double[] values = Eigen.of(moments).values();
    JsonNode expected = fixture.get("california").get("eigenvalues");
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i]).isCloseTo(expected.get(i).asDouble(), within(1e-9));
    }
  }

  /** The rows are in the order of time and not of one kind: blocks of them differ a great deal. */
  @Test
  void alarmsInTheExpectedMonthsBesideNannyMl() {
    Baseline baseline =
        Rows.baselineInTime(reference, columns.stream().map(Feature::numeric).toList());
    MultivariateReference ordered = Rows.reference(baseline);
    Set<String> ours = new TreeSet<>();
    Set<String> theirs = new TreeSet<>();
    Set<String> correlations = new TreeSet<>();
    MONTHS.forEach(
        (month, window) -> {
          MultivariateFindings findings =
              ordered.evaluate(Rows.products(baseline, window), 0.0027, 0.2, 1);
          if (findings.figures().get(1).pValue() <= 0.0027) {
            ours.add(month);
          }
          if (findings.figures().get(0).pValue() <= 0.0027) {
            correlations.add(month);
          }
          if (fixture.get("nannyml").get(month).get("alert").asBoolean()) {
            theirs.add(month);
          }
        });
    // NannyML's one month is a single row 754 deviations out, which has the score of any above.
    assertThat(theirs).containsExactly("2022-03");
    assertThat(ours).isEmpty();
    assertThat(correlations).isEmpty();
  }
}
