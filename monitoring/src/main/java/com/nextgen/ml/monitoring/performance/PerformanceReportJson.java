package com.nextgen.ml.monitoring.performance;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.counts.CategoricalBins;
import com.nextgen.ml.monitoring.counts.OutcomeCell;
import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import com.nextgen.ml.monitoring.counts.OutcomeLayout;
import com.nextgen.ml.monitoring.figures.BoundedFigure;
import com.nextgen.ml.monitoring.figures.ClassFigures;
import com.nextgen.ml.monitoring.figures.Estimate;
import com.nextgen.ml.monitoring.figures.LossFigures;
import com.nextgen.ml.monitoring.figures.MetricEstimates;
import com.nextgen.ml.monitoring.figures.ResidualQuantile;
import com.nextgen.ml.monitoring.report.Reason;
import com.nextgen.ml.monitoring.report.ReportDocument;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a performance report as its document. A figure that does not exist is absent. */
public final class PerformanceReportJson {
  private final JsonGenerator out;

  private PerformanceReportJson(JsonGenerator out) {
    this.out = out;
  }

  /** Returns the document in UTF-8, on one line. */
  public static byte[] toBytes(PerformanceReport report) {
    return ReportDocument.toBytes(out -> new PerformanceReportJson(out).write(report));
  }

  private void write(PerformanceReport report) throws IOException {
    out.writeStartObject();
    text("model", report.subject().model());
    text("version", report.subject().version());
    text("scope", report.subject().scope());
    text("against", report.subject().against());
    out.writeNumberField("level", report.policy().level());
    out.writeBooleanField("nominal", report.policy().nominal());
    out.writeStringField("assumes", "independent-rows");
    out.writeObjectFieldStart("window");
    out.writeStringField("name", report.window().name());
    out.writeStringField("by", report.by());
    text("from", report.window().from());
    text("to", report.window().to());
    out.writeNumberField("rows", report.window().rows());
    out.writeEndObject();
    out.writeNumberField("labelled", report.outcomes().labelled());
    figures(report.figures());
    residuals(report.outcomes());
    classes(report.figures());
    confusion(report);
    coverage(report.coverage());
    if (report.estimate() != null) {
      out.writeObjectFieldStart("estimated");
      figures(report.estimate());
      out.writeStringField(
          "assumes", report.past().isKnown() ? Estimator.ASSUMES_AS_BEFORE : Estimator.ASSUMES);
      out.writeNumberField("pastWindows", report.past().windows());
      out.writeEndObject();
    }
    text("notEstimated", notEstimated(report.outcomes().layout()));
    cause(report.cause());
    calibration(report.calibration());
    reference(report);
    comparisons(report);
    out.writeStringField("verdict", report.verdict().code());
    text("reason", report.reason() == null ? null : report.reason().code());
    out.writeEndObject();
  }

  /** Why a model's performance is never estimated; null if it can be. */
  private static @Nullable String notEstimated(OutcomeLayout layout) {
    if (!layout.task().hasTruth()) {
      return Reason.TASK_WITHOUT_LABELS.code();
    }
    return layout.task().isClassification() && !layout.probable()
        ? LossFigures.NO_PROBABILITIES
        : null;
  }

  private void figures(MetricEstimates set) throws IOException {
    out.writeObjectFieldStart("metrics");
    for (Map.Entry<String, Estimate> figure : set.figures().entrySet()) {
      out.writeNumberField(figure.getKey(), figure.getValue().value());
    }
    out.writeEndObject();
    out.writeObjectFieldStart("intervals");
    for (Map.Entry<String, Estimate> figure : set.figures().entrySet()) {
      out.writeFieldName(figure.getKey());
      double[] ends = {figure.getValue().low(), figure.getValue().high()};
      out.writeArray(ends, 0, 2);
    }
    out.writeEndObject();
    if (!set.refused().isEmpty()) {
      out.writeObjectFieldStart("refused");
      for (Map.Entry<String, String> reason : set.refused().entrySet()) {
        out.writeStringField(reason.getKey(), reason.getValue());
      }
      out.writeEndObject();
    }
    if (!set.bounded().isEmpty()) {
      out.writeObjectFieldStart("bounds");
      for (Map.Entry<String, BoundedFigure> one : set.bounded().entrySet()) {
        double value = one.getValue().figure().value();
        double bound = one.getValue().bound();
        out.writeFieldName(one.getKey());
        double[] ends = {Math.max(0, value - bound), Math.min(1, value + bound)};
        out.writeArray(ends, 0, 2);
      }
      out.writeEndObject();
    }
  }

  private void residuals(OutcomeCounts outcomes) throws IOException {
    List<ResidualQuantile> quantiles = ResidualQuantile.of(outcomes);
    if (quantiles.isEmpty()) {
      return;
    }
    out.writeObjectFieldStart("residualQuantiles");
    for (ResidualQuantile one : quantiles) {
      out.writeObjectFieldStart(Double.toString(one.share()));
      out.writeNumberField("value", one.value());
      out.writeFieldName("interval");
      out.writeArray(new double[] {one.low(), one.high()}, 0, 2);
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private void classes(MetricEstimates figures) throws IOException {
    out.writeArrayFieldStart("classes");
    for (ClassFigures one : figures.classes()) {
      out.writeStartObject();
      out.writeStringField("class", one.name());
      number("precision", one.precision());
      number("recall", one.recall());
      number("f1", one.f1());
      out.writeNumberField("support", one.support());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void confusion(PerformanceReport report) throws IOException {
    OutcomeLayout layout = report.outcomes().layout();
    long[] cells = report.outcomes().cells(OutcomeCell.CONFUSION);
    int size = layout.confusionSize();
    out.writeArrayFieldStart("confusion");
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] > 0) {
        out.writeStartObject();
        out.writeStringField("actual", name(layout, i / size));
        out.writeStringField("predicted", name(layout, i % size));
        out.writeNumberField("count", cells[i]);
        out.writeEndObject();
      }
    }
    out.writeEndArray();
  }

  private static String name(OutcomeLayout layout, int i) {
    return i < layout.named() ? layout.classes().get(i) : CategoricalBins.OTHER;
  }

  private void coverage(@Nullable Coverage coverage) throws IOException {
    if (coverage == null || coverage.rows() == 0) {
      return;
    }
    out.writeNumberField("coverage", coverage.share());
    out.writeArrayFieldStart("coverageParts");
    for (Coverage.Part part : coverage.parts()) {
      if (part.rows() > 0) {
        out.writeStartObject();
        out.writeStringField("by", part.by());
        text(
            part.by().equals("class") ? "class" : "upTo",
            part.name().isEmpty() ? null : part.name());
        out.writeNumberField("rows", part.rows());
        out.writeNumberField("labelled", part.labelled());
        out.writeNumberField("coverage", part.share());
        out.writeEndObject();
      }
    }
    out.writeEndArray();
  }

  private void cause(@Nullable LabelShift shift) throws IOException {
    if (shift != null) {
      out.writeObjectFieldStart("labelShift");
      out.writeStringField("cause", shift.cause().code());
      out.writeNumberField("statistic", shift.statistic());
      out.writeNumberField("degrees", shift.degrees());
      out.writeNumberField("pValue", shift.pValue());
      out.writeEndObject();
    }
  }

  private void calibration(@Nullable Calibration calibration) throws IOException {
    if (calibration != null) {
      out.writeObjectFieldStart("calibration");
      out.writeNumberField("intercept", calibration.intercept());
      out.writeNumberField("slope", calibration.slope());
      out.writeNumberField("interceptVariance", calibration.interceptVariance());
      out.writeNumberField("covariance", calibration.covariance());
      out.writeNumberField("slopeVariance", calibration.slopeVariance());
      out.writeEndObject();
    }
  }

  private void reference(PerformanceReport report) throws IOException {
    PerformanceReference reference = report.reference();
    if (reference.labelled() > 0) {
      out.writeObjectFieldStart(
          report.subject().against().equals("baseline") ? "baseline" : "reference");
      out.writeNumberField("labelled", reference.labelled());
      out.writeObjectFieldStart("metrics");
      for (Map.Entry<String, Double> value : reference.values().entrySet()) {
        out.writeNumberField(value.getKey(), value.getValue());
      }
      out.writeEndObject();
      out.writeEndObject();
    }
  }

  private void comparisons(PerformanceReport report) throws IOException {
    out.writeArrayFieldStart("comparisons");
    for (MetricComparison one : report.comparisons()) {
      out.writeStartObject();
      out.writeStringField("metric", one.metric().code());
      out.writeNumberField("worse", one.worse());
      out.writeNumberField("threshold", one.threshold());
      out.writeNumberField("pValue", one.pValue());
      out.writeBooleanField("drifted", one.drifted());
      out.writeStringField("verdict", one.verdict().code());
      if (one.bound() > 0) {
        out.writeNumberField("bound", one.bound());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void number(String name, @Nullable Estimate figure) throws IOException {
    if (figure != null) {
      out.writeNumberField(name, figure.value());
    }
  }

  private void text(String name, @Nullable Object value) throws IOException {
    ReportDocument.text(out, name, value);
  }
}
