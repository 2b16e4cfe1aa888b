package com.nextgen.ml.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.CategoricalCounts;
import com.nextgen.ml.monitoring.counts.Column;
import com.nextgen.ml.monitoring.counts.Counts;
import com.nextgen.ml.monitoring.counts.Layout;
import com.nextgen.ml.monitoring.drift.DriftCriteria;
import com.nextgen.ml.monitoring.drift.DriftEvaluation;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.drift.Reference;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateFigure;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateMethod;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReport;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Subject;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.monitoring.report.WindowSpan;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class DriftPageTest {
  private static final String HOSTILE = "\"><script>alert('1')</script>&<b onload=x \u0007";

  @Test
  void escapesHostileNames() throws Exception {
    String page = page(compared(HOSTILE, List.of(HOSTILE + "1", "b"), 600, 900));

    assertThat(page).doesNotContain("<script", "<b ", "\u0007").contains("&lt;script&gt;");
    Document body = bodyOf(page);
    assertThat(body.getElementsByTagName("h2").item(0).getTextContent())
        .startsWith("\"><script>alert('1')</script>&<b onload=x");
  }

  @Test
  void listsDriftedColumnsFirstAndDrawsBothSides() throws Exception {
    Document body = bodyOf(page(compared("channel", List.of("web", "app"), 900, 100)));

    assertThat(body.getElementsByTagName("section").item(0).getAttributes().getNamedItem("class"))
        .hasToString("class=\"drifted\"");
    assertThat(
            IntStream.range(0, body.getElementsByTagName("rect").getLength())
                .mapToObj(i -> body.getElementsByTagName("rect").item(i).getAttributes())
                .map(attributes -> attributes.getNamedItem("class").getNodeValue()))
        .contains("reference", "current");
  }

  @Test
  void saysThatThereIsNoReference() throws Exception {
    Layout layout = layout("channel", List.of("web", "app"));
    DriftReport report =
        DriftEvaluation.notEnoughData(
            Reason.NO_BASELINE,
            counts(layout, 10, 20),
            DriftCriteria.nominal(500),
            new Subject("m", "1", "instance", "baseline"),
            new WindowSpan("5m", null, null, 30));

    assertThat(page(report)).contains("not-enough-data (no-baseline)", "30 rows against nothing");
    bodyOf(page(report));
  }

  @Test
  void hasASectionOfMultivariateDrift() throws Exception {
    MultivariateFigure figure =
        new MultivariateFigure(
            MultivariateMethod.CORRELATION,
            1.25,
            0,
            1e-9,
            0.2,
            0.447,
            true,
            true,
            List.of(HOSTILE, "weight"),
            800);
    MultivariateReport together =
        new MultivariateReport(
            null,
            OptionalDouble.of(1e-9),
            List.of(new MultivariateReport.Judged(figure, Verdict.DRIFTED)),
            Map.of(MultivariateMethod.DOMAIN_CLASSIFIER, Reason.TOO_FEW_ROWS));
    String page = page(with(together));

    Element section = (Element) bodyOf(page).getElementsByTagName("section").item(0);
    assertThat(section.getAttribute("class")).isEqualTo("drifted");
    assertThat(section.getTextContent())
        .contains("Numeric columns together", "<script>", "and weight", "1.25", "0.447", "800")
        .contains("domain classifier, area under the curve: too-few-rows.");
    assertThat(page).doesNotContain("<script");
  }

  @Test
  void listsMultivariateTestsWithoutAFigureInAFixedOrder() {
    Map<MultivariateMethod, Reason> withheld =
        Map.of(
            MultivariateMethod.DOMAIN_CLASSIFIER, Reason.TOO_FEW_ROWS,
            MultivariateMethod.RECONSTRUCTION_ERROR, Reason.NO_SPREAD,
            MultivariateMethod.CORRELATION, Reason.TOO_FEW_REFERENCE_ROWS);
    MultivariateReport together =
        new MultivariateReport(Reason.TOO_FEW_ROWS, OptionalDouble.empty(), List.of(), withheld);

    assertThat(page(with(together)))
        .containsSubsequence(
            "<p>largest change of a correlation: too-few-reference-rows.</p>",
            "<p>reconstruction error: no-spread.</p>",
            "<p>domain classifier, area under the curve: too-few-rows.</p>");
  }

  @Test
  void drawsTheCategoriesThatMovedAndPoolsTheRest() throws Exception {
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "c" + i).toList();
    Layout layout = layout("country", names);
    long[] before = new long[103];
    long[] now = new long[103];
    for (int i = 0; i < 100; i++) {
      before[i] = 10;
      now[i] = i == 57 ? 500 : 10;
    }
    String page = page(report(layout, before, now));

    assertThat(page).contains("c57: reference 1.0%", "all others");
    Document body = bodyOf(page);
    assertThat(body.getElementsByTagName("title").getLength()).isLessThanOrEqualTo(24);
  }

  private static DriftReport with(MultivariateReport together) {
    DriftReport columns = compared("channel", List.of("web", "app"), 600, 600);
    return new DriftReport(
        columns.subject(),
        columns.window(),
        columns.baseline(),
        columns.policy(),
        columns.dataset(),
        columns.features(),
        columns.prediction(),
        columns.predictedClass(),
        together);
  }

  private static DriftReport compared(String name, List<String> categories, long first, long now) {
    Layout layout = layout(name, categories);
    return report(layout, cells(first, 1000 - first), cells(now, 1000 - now));
  }

  private static DriftReport report(Layout layout, long[] before, long[] now) {
    return DriftEvaluation.evaluate(
        Reference.of(counts(layout, before)),
        counts(layout, now),
        DriftCriteria.nominal(500),
        new Subject("m", "1", "files", "baseline"),
        new WindowSpan("5m", null, null, 1000));
  }

  private static long[] cells(long first, long second) {
    return new long[] {first, second, 0, 0, 0};
  }

  private static Layout layout(String name, List<String> categories) {
    return new Layout(
        List.of(
            new Column(name, Column.Source.CATEGORICAL_INPUT, 0, CategoricalBins.of(categories))));
  }

  private static Counts counts(Layout layout, long first, long second) {
    return counts(layout, cells(first, second));
  }

  private static Counts counts(Layout layout, long[] cells) {
    return new Counts(
        layout,
        List.of(CategoricalCounts.of((CategoricalBins) layout.columns().get(0).bins(), cells)));
  }

  private static String page(DriftReport report) {
    return new String(DriftPage.toBytes(report), StandardCharsets.UTF_8);
  }

  /** The page is HTML, but its body is written so that XML parsers read it too. */
  private static Document bodyOf(String page) throws Exception {
    String body = page.substring(page.indexOf("<body>"), page.indexOf("</html>"));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(body)));
  }
}
