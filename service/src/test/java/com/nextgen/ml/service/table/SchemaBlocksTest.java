package com.nextgen.ml.service.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.schema.Feature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
  void handsOnEveryRowInOrder() throws Exception {
    assertThat(read(numbers())).isEqualTo(ROWS);
    assertThat(values)
        .isEqualTo(IntStream.range(0, ROWS).mapToObj(i -> (double) i).collect(Collectors.toList()));
  }

  @Test
  void saysWhatIsWrongInTheFirstRowThatIsWrong() {
    String wrongValue = numbers().replace("\n700\n", "\nx\n");
    assertThatThrownBy(() -> read(wrongValue + "1,2\n"))
        .isInstanceOf(CsvException.class)
        .hasMessage("line 702, column 'n': 'x' is not a number");
    assertThatThrownBy(() -> read(numbers() + "1,2\nx\n"))
        .isInstanceOf(CsvException.class)
        .hasMessageContaining("line " + (ROWS + 2) + " has 2 fields");
  }

  @Test
  void whatATakerThrowsEndsTheReading() throws Exception {
    Path file = Files.writeString(folder.resolve("table.csv"), numbers());
    assertThatThrownBy(
            () ->
                SchemaBlocks.read(
                    file,
                    FEATURES,
                    Spellings.DEFAULT,
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
        Spellings.DEFAULT,
        block -> {
          for (double value : block.numeric()) {
            values.add(value);
          }
        },
        (rows, fraction) -> {});
  }
}
