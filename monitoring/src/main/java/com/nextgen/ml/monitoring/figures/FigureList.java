package com.nextgen.ml.monitoring.figures;

import java.util.List;
import java.util.TreeMap;

/** Collects figures by metric. */
final class FigureList {
  private final TreeMap<String, Estimate> figures = new TreeMap<>();
  private final TreeMap<String, String> refused = new TreeMap<>();
  private final TreeMap<String, BoundedFigure> bounded = new TreeMap<>();

  void put(PerformanceMetric metric, Estimate figure) {
    figures.put(metric.code(), figure);
  }

  void refuse(PerformanceMetric metric, String reason) {
    refused.put(metric.code(), reason);
  }

  /** Refuses a figure for its bound, with what the bins tell of it. */
  void refuse(PerformanceMetric metric, String reason, BoundedFigure figure) {
    refuse(metric, reason);
    bounded.put(metric.code(), figure);
  }

  MetricEstimates figures(List<ClassFigures> classes) {
    return new MetricEstimates(figures, refused, bounded, classes);
  }
}
