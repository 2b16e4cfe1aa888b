package com.nextgen.ml.monitoring.drift.multivariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.monitoring.baseline.ProductBlocks;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.NormalScores;
import com.nextgen.ml.monitoring.counts.NumericBins;
import com.nextgen.ml.monitoring.counts.ProductCounts;
import com.nextgen.ml.monitoring.counts.live.ProductCounter;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Scores, correlations and p-values against those that scipy finds from the rows. */
class CorrelationDriftTest {
  private static final int BLOCKS = 40;

  @Test
  void scoresCorrelationsAndPValuesAreThoseOfScipy() throws IOException {
    JsonNode cases;
    try (InputStream in = getClass().getResourceAsStream("normal_scores.json")) {
      cases = new ObjectMapper().readTree(Objects.requireNonNull(in));
    }
    assertThat(cases).hasSize(4);
    for (JsonNode each : cases) {
      compare(each);
    }
  }

  private static void compare(JsonNode each) {
    RowBlock baseline = rows(each.get("baseline"));
    List<Column> columns = new ArrayList<>();
    List<double[]> scores = new ArrayList<>();
    for (int i = 0; i < baseline.numericWidth(); i++) {
      double[] edges = numbers(each.get("edges").get(i));
      double minimum = each.get("minimum").get(i).asDouble();
      NumericBins bins = new NumericBins(Precision.FLOAT64, minimum, edges, new int[0], 0, 1);
      columns.add(new Column("x" + i, Column.Source.NUMERIC_INPUT, i, bins));
      double[] counts = new double[edges.length];
      for (int row = 0; row < baseline.rows(); row++) {
        counts[bins.indexOf(baseline.numeric()[row * baseline.numericWidth() + i])]++;
      }
      scores.add(NormalScores.of(counts));
      double[] units = scores.get(i).clone();
      for (int cell = 0; cell < units.length; cell++) {
        units[cell] *= NormalScores.UNIT;
      }
      assertThat(units).containsExactly(numbers(each.get("scores").get(i)));
    }
    NormalScores known = new NormalScores(scores);
    ProductCounter counter = new ProductCounter(columns, known);
    List<ProductCounts> blocks = new ArrayList<>();
    for (int b = 0; b < BLOCKS; b++) {
      int n = baseline.rows();
      counter.add(baseline, first(b, n), first(b + 1, n));
      blocks.add(counter.take());
    }
    RowBlock window = rows(each.get("window"));
    counter.add(window, 0, window.rows());
    ProductCounts current = counter.take();

    for (int i = 0; i < columns.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(FisherZ.correlation(current, i, j))
            .isCloseTo(each.get("correlations").get(i).get(j).asDouble(), within(1e-12));
      }
    }
    MultivariateFigure figure =
        new CorrelationDrift(
                new ProductBlocks(each.get("inTime").asBoolean(), known, blocks),
                columns.stream().map(Column::name).toList())
            .of(current, 0.05, 0.4)
            .orElseThrow();
    assertThat(figure.statistic()).isCloseTo(each.get("change").asDouble(), within(1e-12));
    assertThat(figure.pValue())
        .as(each.get("name").asText())
        .isCloseTo(each.get("pValue").asDouble(), within(1e-10));
  }

  /** The first row of a block: that of numpy's {@code arange(n) * 40 // n}. */
  private static int first(int block, int rows) {
    return (block * rows + BLOCKS - 1) / BLOCKS;
  }

  private static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(value -> value.isNull() ? Missing.NUMBER : value.asDouble())
        .toArray();
  }

  private static RowBlock rows(JsonNode table) {
    double[][] rows = new double[table.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = numbers(table.get(i));
    }
    return Rows.of(rows);
  }
}
