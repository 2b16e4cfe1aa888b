package com.nextgen.ml.service.cli.compare;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.text.Names;
import com.nextgen.ml.service.cli.command.Progress;
import com.nextgen.ml.service.csv.ColumnKind;
import com.nextgen.ml.service.csv.ColumnKinds;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the columns of a CSV file hold, found from its values.
 *
 * @param features the columns to compare, in the file's order
 * @param identifiers columns that name or number rows: text in which most values differ, numbers
 *     that count the rows, and whole numbers that differ and call themselves an id; they would
 *     always look as if they had drifted
 * @param dates columns of dates, which go on
 * @param otherMarks columns of texts that would be numbers if decimals began with the other mark
 */
record CompareColumns(
    List<Feature> features, List<String> identifiers, List<String> dates, List<String> otherMarks) {
  /** A column of whole numbers with no more different values than this holds categories. */
  static final int MAX_CODES = ColumnKind.MAX_CODES;

  /**
   * Reads a file.
   *
   * @param numeric columns that are numbers whatever they look like
   * @param categorical columns that are categories whatever they look like
   * @param exclude columns to leave out
   * @throws CsvException if it cannot be read, or has no column of such a name
   */
  static CompareColumns of(
      Path file,
      Set<String> numeric,
      Set<String> categorical,
      Set<String> exclude,
      CsvFormat format,
      Progress progress)
      throws CsvException {
    try (CsvFile csv = CsvFile.open(file, format)) {
      for (Set<String> named : List.of(numeric, categorical, exclude)) {
        for (String name : named) {
          csv.column(name);
        }
      }
      checkNames(csv.columns(), exclude);
      List<ColumnKind> kinds = ColumnKinds.read(file, format, progress::at);
      return of(csv.columns(), kinds, numeric, categorical, exclude);
    }
  }

  /** What is compared becomes a schema's features, which cannot have any name or number. */
  private static void checkNames(List<String> names, Set<String> exclude) throws CsvException {
    int compared = 0;
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isBlank() || exclude.contains(name)) {
        continue;
      }
      try {
        Names.checkColumn("column " + (i + 1) + " of the header,", name);
      } catch (IllegalArgumentException e) {
        throw new CsvException(e.getMessage() + "; rename it", e);
      }
      compared++;
    }
    if (compared > ModelSchema.MAX_FEATURES) {
      throw new CsvException(
          "there are "
              + compared
              + " columns, and no more than "
              + ModelSchema.MAX_FEATURES
              + " are compared; leave some out with --exclude");
    }
  }

  private static CompareColumns of(
      List<String> names,
      List<ColumnKind> kinds,
      Set<String> numeric,
      Set<String> categorical,
      Set<String> exclude) {
    List<Feature> features = new ArrayList<>();
    List<String> identifiers = new ArrayList<>();
    List<String> dates = new ArrayList<>();
    List<String> otherMarks = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      boolean asked = !name.isBlank() && !exclude.contains(name) && !categorical.contains(name);
      if (asked && kinds.get(i).hasOtherDecimalMark()) {
        otherMarks.add(name);
      }
      if (numeric.contains(name)) {
        features.add(Feature.numeric(name));
      } else if (categorical.contains(name)) {
        features.add(Feature.categorical(name));
      } else if (!name.isBlank() && !exclude.contains(name)) {
        sort(kinds.get(i), name, features, identifiers, dates);
      }
    }
    return new CompareColumns(features, identifiers, dates, otherMarks);
  }

  private static void sort(
      ColumnKind kind,
      String name,
      List<Feature> features,
      List<String> identifiers,
      List<String> dates) {
    if (kind.tellsDates()) {
      dates.add(name);
    } else if (kind.namesRows(name)) {
      identifiers.add(name);
    } else if (kind.holdsNumbers() && (kind.hasFractions() || kind.different() > MAX_CODES)) {
      features.add(Feature.numeric(name));
    } else {
      features.add(Feature.categorical(name));
    }
  }
}
