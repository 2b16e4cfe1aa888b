package com.nextgen.ml.service.page;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.ColumnReport.TestFigure;
import com.nextgen.ml.monitoring.report.Verdict;

/** The part of a page that belongs to one column: both distributions, and every figure. */
final class ColumnSection {
  private final Html html;

  ColumnSection(Html html) {
    this.html = html;
  }

  /**
   * @param id what links in the page call it
   */
  void write(ColumnReport column, String id) {
    html.open("section", "id", id, "class", column.verdict().code());
    html.open("h2").text(column.name()).close();
    html.open("p", "class", "lead");
    html.element("span", ColumnInWords.verdict(column), "class", "verdict");
    html.text(" " + column.type().code() + ", " + sizes(column)).close();
    new BinsChart(html).draw(column);
    new QuantileChart(html).draw(column);
    html.open("details");
    if (column.verdict() == Verdict.DRIFTED) {
      html.element("summary", "every figure behind the verdict");
    } else {
      html.element("summary", "every figure");
    }
    tests(column);
    quality(column.quality());
    html.close().close();
  }

  private static String sizes(ColumnReport column) {
    String current = column.current().count() + " current values";
    return column.reference() == null
        ? current
        : column.reference().count() + " reference values, " + current;
  }

  private void tests(ColumnReport column) {
    html.open("table").open("tr");
    for (String head : new String[] {"test", "statistic", "p-value", "critical", "threshold"}) {
      html.element("th", head);
    }
    html.close();
    for (TestFigure figure : column.tests()) {
      html.open("tr")
          .element("td", figure.test().code())
          .element("td", Spelled.number(figure.statistic()), "class", "number")
          .element("td", Spelled.pValue(figure.result().pValue()), "class", "number")
          .element("td", Spelled.number(figure.result().critical()), "class", "number")
          .element("td", Spelled.number(figure.threshold()), "class", "number")
          .close();
    }
    html.close();
  }

  private void quality(ColumnReport.Quality quality) {
    html.element(
        "p",
        "missing "
            + quality.missing()
            + ", below "
            + quality.below()
            + ", above "
            + quality.above()
            + ", unseen "
            + quality.unseen()
            + ", NaN "
            + quality.nan()
            + ", infinite "
            + quality.infinite()
            + ", clamped "
            + quality.clamped());
  }
}
