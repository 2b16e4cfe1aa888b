package com.nextgen.ml.service.training;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.csv.ColumnKind;
import com.nextgen.ml.service.csv.ColumnKinds;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.OtherDecimalMark;
import com.nextgen.ml.service.suggest.UnknownName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All columns of a file that can be features.
 *
 * @param names in the file's order
 * @param leftOut the others, with what they are
 * @param warning of columns that a wrong {@code --decimal} makes texts of; empty if there is none
 */
public record FeatureColumns(List<String> names, Map<String, String> leftOut, String warning) {
  private static final int MAX_LISTED = 20;

  /** What files of predictions call these columns. */
  private static final Map<String, String> CUSTOMARY = Map.of("id", "an id", "timestamp", "a time");

  /**
   * Finds them.
   *
   * @param taken columns that are something else, with what they are
   * @throws CsvException if the file cannot be read, or no column is left
   */
  public static FeatureColumns all(
      Path file, CsvFormat format, Map<String, String> taken, CaptureProgress progress)
      throws CsvException {
    List<String> names = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    List<String> otherMarks = new ArrayList<>();
    try (CsvFile csv = CsvFile.open(file, format)) {
      progress.begin("rows looked at for features");
      long[] read = new long[1];
      List<ColumnKind> kinds =
          ColumnKinds.read(
              file,
              format,
              (rows, fraction) -> {
                read[0] = rows;
                progress.at(rows, fraction);
              });
      progress.end(read[0]);
      for (int i = 0; i < kinds.size(); i++) {
        String name = csv.columns().get(i);
        if (name.isBlank()) {
          continue;
        }
        if (kinds.get(i).hasOtherDecimalMark()) {
          otherMarks.add(name);
        }
        String what = taken.getOrDefault(name, CUSTOMARY.get(name));
        if (what == null && kinds.get(i).tellsDates()) {
          what = "dates";
        } else if (what == null && kinds.get(i).namesRows(name)) {
          what = "it names rows";
        }
        if (what != null) {
          leftOut.put(name, what);
        } else {
          names.add(name);
        }
      }
    }
    if (names.isEmpty()) {
      throw new CsvException(
          "no column is left for a feature%s; name them with --features"
              .formatted(listed(leftOut)));
    }
    return new FeatureColumns(names, leftOut, warning(otherMarks, format));
  }

  /** Returns a sentence that says what is taken and what is not. */
  public String inWords() {
    return "features are %d columns, in the file's order: %s%s"
            .formatted(names.size(), UnknownName.listed(names), listed(leftOut))
        + warning;
  }

  private static String warning(List<String> otherMarks, CsvFormat format) {
    return otherMarks.isEmpty()
        ? ""
        : "; taken for texts, numbers with %s: %s"
            .formatted(OtherDecimalMark.option(format), UnknownName.listed(otherMarks));
  }

  private static String listed(Map<String, String> leftOut) {
    if (leftOut.isEmpty()) {
      return "";
    }
    return "; left out: "
        + leftOut.entrySet().stream()
            .limit(MAX_LISTED)
            .map(one -> Messages.quoted(one.getKey()) + " (" + one.getValue() + ")")
            .collect(Collectors.joining(", "))
        + (leftOut.size() > MAX_LISTED ? " and " + (leftOut.size() - MAX_LISTED) + " more" : "");
  }
}
