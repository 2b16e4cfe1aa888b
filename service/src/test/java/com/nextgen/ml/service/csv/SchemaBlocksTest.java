package com.nextgen.ml.service.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.RowBlock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaBlocksTest {
  private static final List<Feature> FEATURES = List.of(Feature.numeric("n"));
  private static final int ROWS = 20_000;

  @TempDir Path folder;
  private final List<Double> values = new ArrayList<>();

  @Test
  void deliversEveryRowInOrder() throws Exception {
    assertThat(read(numbers())).isEqualTo(ROWS);
    assertThat(values)
        .isEqualTo(IntStream.range(0, ROWS).mapToObj(i -> (double) i).collect(Collectors.toList()));
  }

  @Test
  void reportsTheFirstInvalidRow() {
    String wrongValue = numbers().replace("\n700\n", "\nx\n");
    assertThatThrownBy(() -> read(wrongValue + "1,2\n"))
        .isInstanceOf(CsvException.class)
        .hasMessage("line 702, column 'n': 'x' is not a number");
    assertThatThrownBy(() -> read(numbers() + "1,2\nx\n"))
        .isInstanceOf(CsvException.class)
        .hasMessageContaining("line " + (ROWS + 2) + " has 2 fields");
  }

  @Test
  void readsEveryValueAsRowByRow() throws Exception {
    List<Feature> features =
        List.of(
            Feature.numeric("n"),
            Feature.categorical("c"),
            Feature.bool("b"),
            Feature.numeric("m"));
    List<String> numbers =
        List.of("1", "-2.50", "1e3", " 7 ", "", "NA", "-999", "inf", "+4", "1e-400");
    List<String> names =
        List.of("red", "3.0", "3", "\"a,\"\"b\"", "", "ä", "-999", "x".repeat(100));
    List<String> booleans = List.of("true", "0", "", "Yes");
    String text =
        IntStream.range(0, ROWS)
            .mapToObj(
                i ->
                    String.join(
                        ",",
                        booleans.get(i % 4),
                        numbers.get(i % 10),
                        "unused",
                        names.get(i % 8),
                        numbers.get(i % 7)))
            .collect(Collectors.joining("\r\n", "b,n,u,c,m\r\n", ""));
    Path file = Files.writeString(folder.resolve("table.csv"), text);
    for (CsvFormat spellings :
        List.of(CsvFormat.DEFAULT, CsvFormat.withMissing(Set.of("NA", "-999")))) {
      List<Object> blocks = new ArrayList<>();
      SchemaBlocks.read(
          file, features, spellings, block -> addValues(block, blocks), (rows, fraction) -> {});

      assertThat(blocks).isEqualTo(rowByRow(file, features, spellings));
    }
  }

  private static List<Object> rowByRow(Path file, List<Feature> features, CsvFormat spellings)
      throws CsvException {
    List<Object> all = new ArrayList<>();
    try (CsvFile csv = CsvFile.open(file, spellings)) {
      SchemaRows rows = new SchemaRows(features, csv.columns(), spellings);
      for (CsvRow row = csv.next(); row != null; row = csv.next()) {
        rows.add(row);
        addValues(rows.take(), all);
      }
    }
    return all;
  }

  private static void addValues(RowBlock block, List<Object> to) {
    for (int row = 0; row < block.rows(); row++) {
      to.addAll(
          Arrays.asList(
              // Missing is a NaN that is told from others by its bits.
              Double.doubleToRawLongBits(block.numeric()[2 * row]),
              Double.doubleToRawLongBits(block.numeric()[2 * row + 1]),
              block.categorical()[2 * row],
              block.categorical()[2 * row + 1]));
    }
  }

  @Test
  void anExceptionOfTheConsumerStopsReading() throws Exception {
    Path file = Files.writeString(folder.resolve("table.csv"), numbers());
    assertThatThrownBy(
            () ->
                SchemaBlocks.read(
                    file,
                    FEATURES,
                    CsvFormat.DEFAULT,
                    block -> {
                      throw new IllegalArgumentException("full");
                    },
                    (rows, fraction) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("full");
  }

  private static String numbers() {
    return IntStream.range(0, ROWS)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("\n", "n\n", "\n"));
  }

  private long read(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("table.csv"), text);
    return SchemaBlocks.read(
        file,
        FEATURES,
        CsvFormat.DEFAULT,
        block -> {
          for (double value : block.numeric()) {
            values.add(value);
          }
        },
        (rows, fraction) -> {});
  }
}
