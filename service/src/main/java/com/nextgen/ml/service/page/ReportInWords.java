package com.nextgen.ml.service.page;

import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateFigure;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReport;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.text.Messages;
import java.util.stream.Collectors;

/** What tables and pages say of a whole report. */
public final class ReportInWords {
  private ReportInWords() {}

  /** Returns how many columns drifted, and what that word means here. */
  public static String sentence(DriftReport report) {
    long drifted = count(report, Verdict.DRIFTED);
    return drifted
        + " of "
        + (drifted + count(report, Verdict.STABLE))
        + " judged columns drifted; "
        + report.window().rows()
        + " rows against "
        + (report.baseline() == null ? 0 : report.baseline().rows())
        + "; drifted is PSI >= "
        + Spelled.number(report.policy().output().threshold(TestName.PSI).orElseThrow())
        + ", or the share of one bin changed by "
        + Spelled.number(report.policy().output().threshold(TestName.L_INFINITY).orElseThrow())
        + " or one outside the reference by "
        + Spelled.number(report.policy().output().outside())
        + ", and significant at "
        + Spelled.number(report.policy().level())
        + " after Benjamini-Hochberg, rows taken as independent";
  }

  /** Returns the verdict on the numeric columns together, and which test found what drifted. */
  public static String together(MultivariateReport report) {
    String verdict = "Numeric columns together: " + report.verdict().code();
    if (report.reason() != null) {
      return verdict + " (" + report.reason().code() + ")";
    }
    Verdict named = report.verdict();
    String changes =
        report.tests().stream()
            .filter(test -> test.verdict() == named)
            .map(MultivariateReport.Judged::figure)
            .filter(figure -> named == Verdict.DRIFTED || !figure.features().isEmpty())
            .map(ReportInWords::named)
            .collect(Collectors.joining(" and "));
    if (changes.isEmpty()) {
      return verdict;
    }
    return verdict + "; " + changes + (named == Verdict.DRIFTED ? " changed" : " changed most");
  }

  private static String named(MultivariateFigure figure) {
    return switch (figure.test()) {
      case CORRELATION ->
          "the correlation of "
              + figure.features().stream()
                  .map(Messages::quoted)
                  .collect(Collectors.joining(" and "));
      case RECONSTRUCTION_ERROR -> "the reconstruction error";
      case DOMAIN_CLASSIFIER -> "what the domain classifier sees";
    };
  }

  private static long count(DriftReport report, Verdict verdict) {
    return report.columns().filter(column -> column.verdict() == verdict).count();
  }
}
