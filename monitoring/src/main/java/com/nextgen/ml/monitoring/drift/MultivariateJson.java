package com.nextgen.ml.monitoring.drift;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateFigure;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateMethod;
import com.nextgen.ml.monitoring.drift.multivariate.MultivariateReport;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.Verdict;
import java.io.IOException;
import java.util.Map;

/** Writes the part {@code multivariate} of a drift report. */
final class MultivariateJson {
  private MultivariateJson() {}

  static void write(MultivariateReport report, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("multivariate");
    out.writeStringField("verdict", report.verdict().code());
    if (report.reason() != null) {
      out.writeStringField("reason", report.reason().code());
    }
    if (report.pValue().isPresent()) {
      out.writeNumberField("pValue", report.pValue().getAsDouble());
    }
    for (MultivariateReport.Judged judged : report.tests()) {
      write(judged, out);
    }
    for (Map.Entry<MultivariateMethod, Reason> withheld : report.withheld().entrySet()) {
      out.writeObjectFieldStart(withheld.getKey().key());
      out.writeStringField("verdict", Verdict.NOT_ENOUGH_DATA.code());
      out.writeStringField("reason", withheld.getValue().code());
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void write(MultivariateReport.Judged judged, JsonGenerator out)
      throws IOException {
    MultivariateFigure figure = judged.figure();
    out.writeObjectFieldStart(figure.test().key());
    out.writeNumberField("statistic", figure.statistic());
    out.writeNumberField("reference", figure.reference());
    out.writeNumberField("pValue", figure.pValue());
    out.writeNumberField("critical", figure.critical());
    out.writeNumberField("threshold", figure.threshold());
    out.writeStringField("verdict", judged.verdict().code());
    out.writeNumberField("rows", figure.rows());
    if (!figure.features().isEmpty()) {
      out.writeArrayFieldStart("features");
      for (String feature : figure.features()) {
        out.writeString(feature);
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }
}
