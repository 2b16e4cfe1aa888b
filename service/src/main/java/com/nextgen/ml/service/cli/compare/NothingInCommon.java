package com.nextgen.ml.service.cli.compare;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.suggest.UnknownName;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What to say, and what to do, where two files have no column in common. */
final class NothingInCommon {
  private static final Pattern SEPARATOR = Pattern.compile("[,;\\t|]");

  private NothingInCommon() {}

  /**
   * Returns a sentence for a person. A header that is one long name was most often read with
   * another separator than the file has.
   *
   * @param names of the current file's columns
   */
  static String inWords(
      Path reference, Baseline baseline, Path current, Set<String> names, CsvFormat format) {
    Layout layout = baseline.counts().layout();
    List<String> before =
        layout.columns().subList(0, layout.inputs()).stream().map(Column::name).toList();
    String message = reference + " and " + current + " have no column in common";
    for (Collection<String> columns : List.of(before, names)) {
      String only = columns.size() == 1 ? columns.iterator().next() : "";
      if (format.decimalComma() && only.contains(",")) {
        return "%s: with --decimal , a comma parts no fields, so '%s' is one column; leave --decimal out"
            .formatted(message, Messages.quoted(only));
      }
      if (SEPARATOR.matcher(only).find()) {
        return "%s: '%s' was read as one column; say with --separator what parts the fields"
            .formatted(message, Messages.quoted(only));
      }
    }
    return "%s; %s has %s; %s has %s"
        .formatted(
            message,
            reference,
            UnknownName.listed(before),
            current,
            UnknownName.listed(names.stream().sorted().toList()));
  }
}
