package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.GroupAttribute;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.csv.ColumnContents;
import com.nextgen.ml.service.csv.ColumnNames;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the columns of a file hold that a schema is made of. */
final class TrainingColumns {
  /** Groups that are numbers without bands may not be more than this. */
  private static final int MAX_GROUPS = 50;

  private final Map<String, ColumnContents> contents;

  private TrainingColumns(Map<String, ColumnContents> contents) {
    this.contents = contents;
  }

  /**
   * Reads all rows of an open file.
   *
   * @throws CsvException if it lacks one of the columns, cannot be read, or has no rows
   */
  static TrainingColumns read(
      CsvFile csv, List<String> columns, CsvFormat format, CaptureProgress progress)
      throws CsvException {
    List<String> absent = columns.stream().filter(name -> !csv.columns().contains(name)).toList();
    if (!absent.isEmpty()) {
      throw new CsvException(ColumnNames.absent(absent, csv.columns()));
    }
    Map<String, ColumnContents> contents = new LinkedHashMap<>();
    Map<Integer, ColumnContents> places = new HashMap<>();
    for (String column : columns) {
      places.put(
          csv.column(column), contents.computeIfAbsent(column, name -> new ColumnContents()));
    }
    progress.begin("training rows looked at");
    long rows = 0;
    for (CsvRow row = csv.next(); row != null; row = csv.next()) {
      for (Map.Entry<Integer, ColumnContents> place : places.entrySet()) {
        place.getValue().add(row.values().get(place.getKey()), format);
      }
      progress.at(++rows, csv.size() == 0 ? 1 : (double) csv.bytesRead() / csv.size());
    }
    progress.end(rows);
    if (rows == 0) {
      throw new CsvException("the file has no rows");
    }
    return new TrainingColumns(contents);
  }

  /** What one of the columns that were read holds. */
  ColumnContents of(String column) {
    return Objects.requireNonNull(contents.get(column));
  }

  /** What the target's column holds; nothing if there is none. */
  ColumnContents truth(@Nullable String target) {
    return target == null ? new ColumnContents() : of(target);
  }

  /** A category that elsewhere stands for no value may be meant either way. */
  void warnOfMissing(Feature feature, Consumer<String> warnings) {
    if (feature.type() == FeatureType.CATEGORICAL) {
      of(feature.name())
          .spelledMissing()
          .forEach(
              (text, rows) ->
                  warnings.accept(
                      "'%s' is a category of feature '%s' here, in %,d rows; if it means that there is no value, say --missing %s"
                          .formatted(text, Messages.quoted(feature.name()), rows, text)));
    }
  }

  /**
   * Groups by columns that were read.
   *
   * @throws CsvException if one holds numbers that need bands
   */
  List<GroupAttribute> groups(List<String> names) throws CsvException {
    List<GroupAttribute> groups = new ArrayList<>();
    for (String name : names) {
      ColumnContents column = of(name);
      if (column.holdsNumbers() && column.different().size() > MAX_GROUPS) {
        throw new CsvException(
            "column '%s' holds more than %d different numbers: groups of numbers need bands, which only a model.yaml can give (docs/model-yaml.md)"
                .formatted(name, MAX_GROUPS));
      }
      groups.add(new GroupAttribute(name, null, null, List.of()));
    }
    return groups;
  }
}
