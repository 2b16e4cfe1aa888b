package com.nextgen.ml.service.page;

import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.statistic.TestName;
import com.nextgen.ml.monitoring.report.Verdict;

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
        + " or a share outside the reference changed by "
        + Spelled.number(report.policy().output().outside())
        + ", and significant at "
        + Spelled.number(report.policy().level())
        + " after Benjamini-Hochberg, rows taken as independent";
  }

  private static long count(DriftReport report, Verdict verdict) {
    return report.columns().filter(column -> column.verdict() == verdict).count();
  }
}
