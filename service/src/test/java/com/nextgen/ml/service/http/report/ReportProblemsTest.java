package com.nextgen.ml.service.http.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.monitor.check.DriftAnswer;
import com.nextgen.ml.service.monitor.check.DriftAnswer.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportProblemsTest {

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_VERSION, 404",
    "UNKNOWN_WINDOW, 400",
    "NOT_COMPARABLE, 409",
    "UNAVAILABLE, 503",
  })
  void distinguishesFaultsOfTheCallerFromThoseOfTheStore(Refusal refusal, int status) {
    HttpProblem problem = ReportProblems.problem(new DriftAnswer.Refused(refusal, "why"));
    assertThat(problem.status().getCode()).isEqualTo(status);
    assertThat(problem.detail()).isEqualTo("why");
  }
}
