package com.nextgen.ml.service.page.text;

import com.nextgen.ml.monitoring.quality.QualityFigure;
import com.nextgen.ml.monitoring.quality.QualityReport;
import com.nextgen.ml.monitoring.quality.QualityReport.FeatureQuality;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.page.Spelled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Data quality: what has become worse first. */
public final class QualityText {
  private static final List<String> HEADER =
      List.of("feature", "check", "verdict", "baseline", "now", "p-value");

  private QualityText() {}

  private record Checked(String feature, QualityFigure figure) {
    int rank() {
      return switch (figure.verdict()) {
        case DRIFTED -> 0;
        case STABLE -> 1;
        case NOT_ENOUGH_DATA -> 2;
      };
    }
  }

  /** Returns a whole report. */
  public static String of(QualityReport report) {
    List<Checked> checks = new ArrayList<>();
    for (FeatureQuality feature : report.features()) {
      feature.checks().forEach(figure -> checks.add(new Checked(feature.name(), figure)));
    }
    QualityFigure duplicates = report.duplicates();
    if (duplicates != null) {
      checks.add(new Checked("(requests)", duplicates));
    }
    TextTable table = new TextTable(HEADER, Set.of(3, 4, 5));
    checks.stream()
        .sorted(Comparator.comparingInt(Checked::rank))
        .forEach(checked -> table.add(row(checked)));
    return new ReportText(report.verdict(), report.reason(), "data quality", report.subject())
        .window(report.window(), report.subject())
        .add(table)
        .text();
  }

  private static List<String> row(Checked checked) {
    QualityFigure figure = checked.figure();
    return List.of(
        Messages.quoted(checked.feature()),
        figure.check().code(),
        ReportText.verdict(figure.verdict(), figure.reason()),
        Spelled.percent(figure.baselineRate()),
        Spelled.percent(figure.rate()),
        ReportText.pValue(figure.pValue()));
  }
}
