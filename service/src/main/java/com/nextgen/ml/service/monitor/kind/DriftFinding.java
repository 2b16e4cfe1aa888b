package com.nextgen.ml.service.monitor.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.drift.ColumnReport;
import com.nextgen.ml.monitoring.drift.DriftReport;
import com.nextgen.ml.monitoring.report.Verdict;
import com.nextgen.ml.service.monitor.live.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was found of inputs and predictions.
 *
 * @param verdict on the inputs as a whole
 * @param driftedRatio share of the judged features that have drifted
 * @param prediction the score or value, or the class of a model without a score; null if none
 * @param predictedClass of a model with a score; null if it has none
 * @param multivariate the features together; null if they were not looked at
 */
public record DriftFinding(
    Verdict verdict,
    OptionalDouble driftedRatio,
    List<Column> features,
    @Nullable Column prediction,
    @Nullable Column predictedClass,
    @Nullable Verdict multivariate)
    implements Finding {

  public DriftFinding {
    features = List.copyOf(features);
  }

  /** What was found of one column. */
  public record Column(String name, Verdict verdict) {

    private static @Nullable Column of(@Nullable ColumnReport report) {
      return report == null ? null : new Column(report.name(), report.verdict());
    }

    private static @Nullable Column read(JsonNode column) {
      return column.isObject()
          ? new Column(column.path("name").asText(), Verdicts.read(column))
          : null;
    }
  }

  static DriftFinding of(DriftReport report) {
    return new DriftFinding(
        report.dataset().verdict(),
        report.dataset().driftedRatio(),
        report.features().stream().map(f -> new Column(f.name(), f.verdict())).toList(),
        Column.of(report.prediction()),
        Column.of(report.predictedClass()),
        report.multivariate() == null ? null : report.multivariate().verdict());
  }

  static DriftFinding read(JsonNode report) {
    JsonNode ratio = report.path("dataset").path("driftedRatio");
    List<Column> features = new ArrayList<>();
    report
        .path("features")
        .forEach(f -> features.add(new Column(f.path("name").asText(), Verdicts.read(f))));
    return new DriftFinding(
        Verdicts.read(report.path("dataset")),
        ratio.isNumber() ? OptionalDouble.of(ratio.asDouble()) : OptionalDouble.empty(),
        features,
        Column.read(report.path("prediction")),
        Column.read(report.path("predictedClass")),
        report.has("multivariate") ? Verdicts.read(report.path("multivariate")) : null);
  }

  /** Returns the features, then what the model says. */
  public List<Column> columns() {
    return Stream.concat(features.stream(), outputs()).toList();
  }

  /** Returns the verdict on what the model says: drifted if its score or its class has. */
  public Verdict output() {
    return Verdicts.together(outputs().map(Column::verdict).toList());
  }

  private Stream<Column> outputs() {
    return Stream.of(prediction, predictedClass).flatMap(Stream::ofNullable);
  }

  /** Returns the verdict on everything that was compared. */
  Verdict all() {
    return Verdicts.together(
        Stream.concat(columns().stream().map(Column::verdict), Stream.ofNullable(multivariate))
            .toList());
  }

  /** Returns the names of what has drifted. */
  List<String> drifted() {
    Stream<String> columns =
        columns().stream().filter(column -> column.verdict() == Verdict.DRIFTED).map(Column::name);
    return Stream.concat(
            columns,
            multivariate == Verdict.DRIFTED ? Stream.of("numeric columns together") : Stream.of())
        .toList();
  }
}
