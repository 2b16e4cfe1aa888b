package com.nextgen.ml.service.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelNamesTest {
  private static final String CLASSES =
      "{\"task\":\"binary-classification\",\"target\":\"bought\",\"classes\":[\"0\",\"1\"]}";
  private static final String NUMBERS = "{\"task\":\"regression\",\"target\":\"price\"}";

  @TempDir private Path folder;

  @Test
  void takesTheAgreedNamesWhereTheFileHasThem() throws Exception {
    LabelNames names = names("label,id,bought\n1,a,0\n", CLASSES, null, null);
    assertThat(names).isEqualTo(new LabelNames("id", "label", false));
  }

  @Test
  void takesTheColumnThatIsNamedAsTheTarget() throws Exception {
    LabelNames names = names("order,bought,timestamp\no-1,1,2026-01-01\n", CLASSES, null, null);
    assertThat(names).isEqualTo(new LabelNames("order", "bought", true));
  }

  @Test
  void takesTheOnlyColumnWhoseValuesCanAllBeLabels() throws Exception {
    assertThat(names("PassengerId,Survived\n1,0\n2,\n3,1.0\n", CLASSES, null, null))
        .isEqualTo(new LabelNames("PassengerId", "Survived", true));
    assertThat(names("key,true price\nx1,2.5\n", NUMBERS, null, null))
        .isEqualTo(new LabelNames("key", "true price", true));
  }

  @Test
  void asksWhereTheFileDoesNotTell() {
    assertThatThrownBy(() -> names("a,b\n0,1\n", CLASSES, null, null))
        .isInstanceOf(CsvException.class)
        .hasMessageContaining("--label-column");
    assertThatThrownBy(() -> names("a,b,bought\nx,y,1\n", CLASSES, null, null))
        .hasMessageContaining("--id-column");
    assertThatThrownBy(() -> names("id,label\nx,1\n", CLASSES, "ids", null))
        .hasMessageContaining("there is no column 'ids'");
  }

  @Test
  void refusalsNameLinesOfTheFileAndTimesNeedNoZone() throws Exception {
    String text = "id,label,timestamp\na,0,2026-01-05 10:00:00\nb,1,\nc,1,soon\n";
    Path path = Files.writeString(folder.resolve("labels.csv"), text);
    try (CsvFile file = CsvFile.open(path, CsvFormat.DEFAULT)) {
      LabelWriter writer =
          new LabelWriter(
              json(CLASSES),
              file,
              CsvFormat.DEFAULT,
              new LabelNames("id", "label", false),
              "timestamp");
      CsvRow first = row(file);
      CsvRow second = row(file);
      CsvRow third = row(file);
      assertThat(new String(writer.body(List.of(first, second)), StandardCharsets.UTF_8))
          .contains("\"timestamp\":\"2026-01-05T10:00:00Z\"")
          .containsOnlyOnce("timestamp");
      assertThatThrownBy(() -> writer.body(List.of(third)))
          .hasMessage("line 4, column 'timestamp': 'soon' is not a time");
      assertThat(LabelWriter.where(List.of(first, second), "label of row 1 names no class"))
          .isEqualTo("label of line 3 names no class");
      assertThat(LabelWriter.where(List.of(first), "label of row 7 names no class"))
          .startsWith("of lines 2 and following: ");
    }
  }

  @Test
  void correctMayBeSpelledAsBooleansAreAndMustSayOne() throws Exception {
    String text = "id,label,source,correct\na,0,desk,1\nb,0,,no\nc,0,,\nd,0,,maybe\n";
    Path path = Files.writeString(folder.resolve("labels.csv"), text);
    try (CsvFile file = CsvFile.open(path, CsvFormat.DEFAULT)) {
      LabelWriter writer =
          new LabelWriter(
              json(CLASSES),
              file,
              CsvFormat.DEFAULT,
              new LabelNames("id", "label", false),
              "timestamp");
      List<CsvRow> said = List.of(row(file), row(file), row(file));
      assertThat(json(new String(writer.body(said), StandardCharsets.UTF_8)))
          .isEqualTo(
              json(
                  "{\"labels\":[{\"id\":\"a\",\"label\":\"0\",\"source\":\"desk\",\"correct\":true},"
                      + "{\"id\":\"b\",\"label\":\"0\",\"correct\":false},"
                      + "{\"id\":\"c\",\"label\":\"0\"}]}"));
      List<CsvRow> unclear = List.of(row(file));
      assertThatThrownBy(() -> writer.body(unclear))
          .isInstanceOf(CsvException.class)
          .hasMessage("line 5, column 'correct': 'maybe' is neither true nor false");
    }
  }

  private static CsvRow row(CsvFile file) throws CsvException {
    CsvRow row = file.next();
    assertThat(row).isNotNull();
    return row;
  }

  private LabelNames names(String text, String schema, @Nullable String id, @Nullable String label)
      throws CsvException, IOException {
    Path path = Files.writeString(folder.resolve("labels.csv"), text);
    return LabelNames.of(path, CsvFormat.DEFAULT, json(schema), id, label);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
