package com.nextgen.ml.service.store.table;

import java.util.List;

/**
 * What a version's rows mean.
 *
 * @param classes in the order of class indexes; empty for regression
 */
public record VersionRow(String model, int version, List<String> classes) {
  public VersionRow {
    classes = List.copyOf(classes);
  }
}
