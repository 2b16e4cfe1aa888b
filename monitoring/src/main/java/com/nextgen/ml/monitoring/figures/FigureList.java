package com.nextgen.ml.monitoring.figures;

import java.util.List;
import java.util.TreeMap;

/** Collects figures by name. */
final class FigureList {
  private final TreeMap<String, Estimate> figures = new TreeMap<>();
  private final TreeMap<String, String> refused = new TreeMap<>();
  private final TreeMap<String, BoundedFigure> bounded = new TreeMap<>();

  void put(String name, Estimate figure) {
    figures.put(name, figure);
  }

  void refuse(String name, String reason) {
    refused.put(name, reason);
  }

  /** Refuses a figure for its bound, with what the bins tell of it. */
  void refuse(String name, String reason, BoundedFigure figure) {
    refuse(name, reason);
    bounded.put(name, figure);
  }

  MetricEstimates figures(List<ClassFigures> classes) {
    return new MetricEstimates(figures, refused, bounded, classes);
  }
}
