package com.nextgen.ml.service.http.report;

import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.monitor.check.DriftAnswer;

/** What it means for a caller that there is no report. */
final class ReportProblems {
  private ReportProblems() {}

  static HttpProblem problem(DriftAnswer.Refused refused) {
    return switch (refused.refusal()) {
      case UNKNOWN_VERSION, NOT_YET -> HttpProblem.notFound(refused.message());
      case UNKNOWN_WINDOW, UNKNOWN_REFERENCE, UNKNOWN_SEGMENT ->
          HttpProblem.invalid(refused.message());
      case NOT_COMPARABLE -> HttpProblem.conflict(refused.message());
      case UNAVAILABLE -> HttpProblem.overload(refused.message());
    };
  }
}
