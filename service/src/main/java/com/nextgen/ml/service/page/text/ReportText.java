package com.nextgen.ml.service.page.text;

import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.page.Spelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The lines of a report: how it begins, and tables that end before they are long. */
final class ReportText {
  /** A model may have thousands of features. What matters most comes first. */
  private static final int MAX_ROWS = 50;

  private final List<String> lines = new ArrayList<>();

  /** Begins with the verdict, and on what it is. */
  ReportText(Verdict verdict, @Nullable Reason reason, String what, Subject subject) {
    String version = subject.version() == null ? "" : " version " + subject.version();
    lines.add(
        verdict(verdict, reason)
            + ": "
            + what
            + (subject.model() == null ? "" : " of " + Messages.quoted(subject.model()) + version)
            + " against "
            + subject.against());
  }

  ReportText(String first) {
    lines.add(first);
  }

  /** Says when it was, and over what it sums. */
  ReportText window(WindowSpan window, Subject subject) {
    String times =
        window.from() == null || window.to() == null
            ? ""
            : ", " + window.from() + " to " + window.to();
    String replicas =
        subject.scope().equals("cluster") ? ", all of " + subject.replicas() + " replicas" : "";
    return add(window.name() + times + ", " + rows(window.rows()) + replicas);
  }

  ReportText add(String line) {
    lines.add(line);
    return this;
  }

  /** Adds a table below an empty line; what is beyond its limit is counted. */
  ReportText add(TextTable table) {
    List<String> rows = table.lines();
    if (rows.size() == 1) {
      return this;
    }
    lines.add("");
    lines.addAll(rows.subList(0, Math.min(rows.size(), MAX_ROWS + 1)));
    if (rows.size() > MAX_ROWS + 1) {
      lines.add("… and " + (rows.size() - MAX_ROWS - 1) + " more, which format=json has");
    }
    return this;
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  static String verdict(Verdict verdict, @Nullable Reason reason) {
    return verdict.code() + (reason == null ? "" : " (" + reason.code() + ")");
  }

  static String rows(long rows) {
    return String.format(Locale.ROOT, "%,d row%s", rows, rows == 1 ? "" : "s");
  }

  static String pValue(double value) {
    return Spelled.pValue(OptionalDouble.of(value));
  }
}
