package com.nextgen.ml.service.page;

import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.report.WindowSpan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A drift report as one self-contained page: no script, no font and no picture from elsewhere, and
 * a policy in its head that lets a browser load none. Light or dark as the reader's system is.
 */
public final class DriftPage {
  private static final String STYLE = style();
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private DriftPage() {}

  /** Returns the page in UTF-8. */
  public static byte[] toBytes(DriftReport report) {
    Html html = new Html();
    html.own("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
    html.single("meta", "charset", "utf-8");
    html.single("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    html.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.single("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", "Drift: " + title(report));
    html.open("style").own(STYLE).close().close();
    html.open("body").open("main");
    List<ColumnReport> columns = report.columns().sorted(ColumnInWords.BY_WHAT_MATTERS).toList();
    head(html, report);
    overview(html, columns);
    if (report.multivariate() != null) {
      new MultivariateSection(html).write(report.multivariate());
    }
    ColumnSection sections = new ColumnSection(html);
    for (int i = 0; i < columns.size(); i++) {
      sections.write(columns.get(i), "c" + i);
    }
    html.close().close().close();
    return html.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String title(DriftReport report) {
    String model = report.subject().model();
    return model == null
        ? report.window().name()
        : model
            + (report.subject().version() == null ? "" : " version " + report.subject().version());
  }

  private static void head(Html html, DriftReport report) {
    html.element("h1", title(report));
    WindowSpan window = report.window();
    String times =
        window.from() == null || window.to() == null
            ? ""
            : ", " + window.from() + " to " + window.to();
    html.element(
        "p",
        "Window "
            + window.name()
            + times
            + ": "
            + window.rows()
            + " rows against "
            + (report.baseline() == null
                ? "nothing"
                : report.baseline().rows() + " rows of " + report.subject().against())
            + "; scope: "
            + report.subject().scope()
            + ".");
    html.open("p", "class", "lead " + report.dataset().verdict().code());
    html.element("span", verdict(report), "class", "verdict");
    html.text(" " + ReportInWords.sentence(report) + ".").close();
    html.open("p", "class", "legend");
    html.empty("i", "class", "swatch reference").text(" reference ");
    html.empty("i", "class", "swatch current").text(" current").close();
  }

  private static String verdict(DriftReport report) {
    return "data set: "
        + report.dataset().verdict().code()
        + (report.dataset().reason() == null ? "" : " (" + report.dataset().reason().code() + ")");
  }

  private static void overview(Html html, List<ColumnReport> columns) {
    html.open("div", "class", "scroll").open("table").open("tr");
    for (String head : new String[] {"column", "verdict", "PSI", "p-value", "what changed"}) {
      html.element("th", head);
    }
    html.close();
    for (int i = 0; i < columns.size(); i++) {
      ColumnReport column = columns.get(i);
      html.open("tr", "class", column.verdict().code());
      html.open("td").element("a", column.name(), "href", "#c" + i).close();
      html.element("td", ColumnInWords.verdict(column), "class", "verdict");
      boolean compared = !column.tests().isEmpty();
      html.element(
          "td", compared ? Spelled.number(ColumnInWords.effect(column)) : "", "class", "number");
      html.element("td", Spelled.pValue(column.pValue()), "class", "number");
      html.element("td", ColumnInWords.change(column)).close();
    }
    html.close().close();
  }

  private static String style() {
    try (InputStream in = DriftPage.class.getResourceAsStream("page.css")) {
      if (in == null) {
        throw new IllegalStateException("page.css is not packed");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
