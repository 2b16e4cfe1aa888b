package com.nextgen.ml.monitoring.baseline;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Data sets and reference figures that stand beside the project. */
public final class SharedData {
  private SharedData() {}

  /** The folder that holds them; the test is skipped where it is absent. */
  public static Path shared() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("shared/data"))) {
        return at.resolve("shared");
      }
    }
    assumeTrue(false, "../shared/data is absent: nothing to compare with");
    throw new AssertionError();
  }

  /** {@code reference.json}. */
  public static JsonNode reference() throws IOException {
    return new ObjectMapper().readTree(shared().resolve("reference/reference.json").toFile());
  }

  /** A file without quotes, a map by column name a row. */
  public static List<Map<String, String>> rows(String path) throws IOException {
    List<String> lines = Files.readAllLines(shared().resolve("data").resolve(path));
    String[] header = lines.get(0).split(",", -1);
    return lines.stream()
        .skip(1)
        .map(
            line -> {
              Map<String, String> row = new HashMap<>();
              List<String> fields = Arrays.asList(line.split(",", -1));
              for (int i = 0; i < header.length; i++) {
                row.put(header[i], fields.get(i));
              }
              return row;
            })
        .toList();
  }
}
