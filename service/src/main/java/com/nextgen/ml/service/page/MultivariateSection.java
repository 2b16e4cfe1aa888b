package com.nextgen.ml.service.page;

import com.nextgen.ml.monitoring.drift.multivariate.MultivariateFigure;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateMethod;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReport;
import java.util.OptionalDouble;

/** The part of a page that belongs to the numeric columns together. */
final class MultivariateSection {
  private final Html html;

  MultivariateSection(Html html) {
    this.html = html;
  }

  void write(MultivariateReport report) {
    html.open("section", "id", "together", "class", report.verdict().code());
    html.element("h2", "Numeric columns together");
    html.open("p", "class", "lead");
    html.element("span", report.verdict().code(), "class", "verdict");
    if (report.reason() != null) {
      html.text(" (" + report.reason().code() + ")");
    } else {
      html.text(" p-value " + Spelled.pValue(report.pValue()));
    }
    html.close();
    if (!report.tests().isEmpty()) {
      tests(report);
    }
    report
        .withheld()
        .forEach((test, why) -> html.element("p", named(test) + ": " + why.code() + "."));
    html.close();
  }

  private void tests(MultivariateReport report) {
    html.open("div", "class", "scroll").open("table").open("tr");
    String[] heads = {
      "test", "verdict", "statistic", "without drift", "matters from", "p-value", "rows"
    };
    for (String head : heads) {
      html.element("th", head);
    }
    html.close();
    for (MultivariateReport.Judged judged : report.tests()) {
      MultivariateFigure figure = judged.figure();
      html.open("tr", "class", judged.verdict().code());
      String pair =
          figure.features().isEmpty() ? "" : ": " + String.join(" and ", figure.features());
      html.element("td", named(figure.test()) + pair);
      html.element("td", judged.verdict().code(), "class", "verdict");
      html.element("td", Spelled.number(figure.statistic()), "class", "number");
      html.element("td", Spelled.number(figure.reference()), "class", "number");
      html.element("td", Spelled.number(figure.threshold()), "class", "number");
      html.element("td", Spelled.pValue(OptionalDouble.of(figure.pValue())), "class", "number");
      html.element("td", Long.toString(figure.rows()), "class", "number").close();
    }
    html.close().close();
  }

  private static String named(MultivariateMethod test) {
    return switch (test) {
      case CORRELATION -> "largest change of a correlation";
      case RECONSTRUCTION_ERROR -> "reconstruction error";
      case DOMAIN_CLASSIFIER -> "domain classifier, area under the curve";
    };
  }
}
