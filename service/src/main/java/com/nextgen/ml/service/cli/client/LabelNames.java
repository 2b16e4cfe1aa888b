package com.nextgen.ml.service.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file of labels.
 *
 * @param id holds the prediction ids
 * @param label holds the labels
 * @param isFound whether one of them was found by its contents
 */
public record LabelNames(String id, String label, boolean isFound) {
  private static final String ID = "id";
  private static final String LABEL = "label";
  private static final Set<String> OTHERS = Set.of("timestamp", "source", "correct");

  /** Rows that are looked at. */
  private static final int MAX_ROWS = 1_000;

  /**
   * Finds the columns: those that are said, else {@code id} and {@code label}, else the model's
   * target or the only column whose values can all be labels, and the only one that is left.
   *
   * @param schema the model's, as the service shows it
   * @param id null if it is not said
   * @param label null if it is not said
   * @throws CsvException if the file does not tell; the message says which options do
   */
  public static LabelNames of(
      Path path, CsvFormat format, JsonNode schema, @Nullable String id, @Nullable String label)
      throws CsvException {
    try (CsvFile file = CsvFile.open(path, format)) {
      String labels = label == null && file.columns().contains(LABEL) ? LABEL : label;
      String ids = id == null && file.columns().contains(ID) ? ID : id;
      List<String> open = new ArrayList<>(file.columns());
      open.removeIf(name -> name.isBlank() || OTHERS.contains(name));
      open.remove(ids);
      open.remove(labels);
      boolean found = labels == null || ids == null;
      if (labels == null) {
        labels = label(file, open, format, schema);
        open.remove(labels);
      }
      if (ids == null) {
        ids = only(open, "--id-column", "the prediction ids");
      }
      file.column(ids);
      file.column(labels);
      return new LabelNames(ids, labels, found);
    }
  }

  private static String label(CsvFile file, List<String> open, CsvFormat format, JsonNode schema)
      throws CsvException {
    String target = schema.path("target").asText("");
    if (open.contains(target)) {
      return target;
    }
    Set<String> classes = new HashSet<>();
    schema.path("classes").forEach(name -> classes.add(name.asText()));
    Set<String> named = new HashSet<>(open);
    List<Integer> possible = new ArrayList<>();
    for (int column = 0; column < file.columns().size(); column++) {
      if (named.contains(file.columns().get(column))) {
        possible.add(column);
      }
    }
    int rows = 0;
    for (CsvRow row = file.next(); row != null && rows < MAX_ROWS; row = file.next()) {
      rows++;
      List<String> values = row.values();
      possible.removeIf(column -> !isPossible(values.get(column).strip(), classes, format));
    }
    return only(
        possible.stream().map(file.columns()::get).toList(), "--label-column", "the labels");
  }

  private static boolean isPossible(String text, Set<String> classes, CsvFormat format) {
    if (text.isEmpty()) {
      return true;
    }
    return classes.isEmpty()
        ? format.number(text) != null
        : classes.contains(text) || classes.contains(CsvFormat.category(text));
  }

  private static String only(List<String> names, String option, String what) throws CsvException {
    if (names.size() != 1) {
      throw new CsvException(
          "it is not clear which column holds " + what + "; say it with " + option);
    }
    return names.get(0);
  }
}
