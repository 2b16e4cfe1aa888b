package com.nextgen.ml.monitoring.baseline;

import java.util.SortedMap;
import java.util.TreeMap;

/** Collects named figures; one that is not a finite number does not exist and is left out. */
public final class Figures {
  private final TreeMap<String, Double> figures = new TreeMap<>();

  public void put(String name, double value) {
    if (Double.isFinite(value)) {
      figures.put(name, value);
    }
  }

  public SortedMap<String, Double> all() {
    return figures;
  }
}
