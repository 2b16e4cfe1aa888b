package com.nextgen.ml.service.cli.compare;

import com.nextgen.ml.monitoring.quality.QualityFigure;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.monitoring.quality.QualityReport.FeatureQuality;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.page.Spelled;
import java.io.PrintWriter;
import java.util.OptionalDouble;

/** Verdicts on data quality for a terminal: what has changed for the worse. */
final class CompareQuality {
  private final PrintWriter out;

  CompareQuality(PrintWriter out) {
    this.out = out;
  }

  /** Prints a sentence, and a line for each check that has drifted. */
  void print(QualityReport report) {
    out.println(
        "Data quality: "
            + report.verdict().code()
            + (report.reason() == null ? "" : " (" + report.reason().code() + ")"));
    for (FeatureQuality feature : report.features()) {
      for (QualityFigure figure : feature.checks()) {
        if (figure.verdict() == Verdict.DRIFTED) {
          out.println("  " + line(feature.name(), figure));
        }
      }
    }
  }

  private static String line(String feature, QualityFigure figure) {
    return Messages.quoted(feature)
        + ": "
        + figure.check().code()
        + " "
        + Spelled.percent(figure.baselineRate())
        + " -> "
        + Spelled.percent(figure.rate())
        + ", p "
        + Spelled.pValue(OptionalDouble.of(figure.pValue()));
  }
}
