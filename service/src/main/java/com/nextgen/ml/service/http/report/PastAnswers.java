package com.nextgen.ml.service.http.report;

import com.nextgen.ml.service.history.verdict.ReportResult;
import com.nextgen.ml.service.http.HttpProblem;

/** What kept counts had to say, or the problem that they had nothing. */
final class PastAnswers {
  private PastAnswers() {}

  static <T> T found(ReportResult<T> answer) {
    if (answer instanceof ReportResult.Found<T> found) {
      return found.value();
    }
    ReportResult.Refused<T> refused = (ReportResult.Refused<T>) answer;
    throw switch (refused.refusal()) {
      case UNKNOWN_VERSION -> HttpProblem.notFound(refused.message());
      case NOT_YET -> HttpProblem.invalid(refused.message());
      case NO_BASELINE -> HttpProblem.conflict(refused.message());
      case TOO_OLD -> HttpProblem.gone(refused.message());
      case UNAVAILABLE -> HttpProblem.overload(refused.message());
    };
  }
}
