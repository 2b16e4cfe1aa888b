package com.nextgen.ml.monitoring.figures;

import com.nextgen.ml.monitoring.counts.OutcomeCounts;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How right a model was, by the name that documents give a figure.
 *
 * @param figures one that does not exist is absent
 * @param refused why a figure is absent that labels and scores alone would allow, by its name
 * @param bounded what score bins tell of those that are refused for their bound
 * @param classes of a classification, those that rows are or were predicted to be of; else empty
 */
public record MetricEstimates(
    SortedMap<String, Estimate> figures,
    SortedMap<String, String> refused,
    SortedMap<String, BoundedFigure> bounded,
    List<ClassFigures> classes) {

  public MetricEstimates {
    figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    bounded = Collections.unmodifiableSortedMap(new TreeMap<>(bounded));
    classes = List.copyOf(classes);
  }

  /** With no figure refused. */
  public MetricEstimates(SortedMap<String, Estimate> figures) {
    this(figures, new TreeMap<>(), new TreeMap<>(), List.of());
  }

  /** Returns the figure of a metric; null if it does not exist. */
  public @Nullable Estimate figure(PerformanceMetric metric) {
    return figures.get(metric.code());
  }

  /** Returns every figure that follows from outcomes; none of no labelled row. */
  public static MetricEstimates of(OutcomeCounts outcomes) {
    FigureList list = new FigureList();
    if (outcomes.labelled() == 0) {
      return list.figures(List.of());
    }
    if (!outcomes.layout().task().isClassification()) {
      new ErrorFigures(outcomes).addTo(list);
      return list.figures(List.of());
    }
    ConfusionFigures confusion = new ConfusionFigures(outcomes);
    confusion.addTo(list);
    new RankFigures(outcomes).addTo(list);
    new LossFigures(outcomes).addTo(list);
    return list.figures(confusion.classes());
  }
}
