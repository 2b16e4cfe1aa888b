package com.nextgen.ml.service.store.table;

import java.util.List;

/**
 * What a version's rows mean.
 *
 * @param classes in the order of class indexes; empty for regression
 */
public record StoredVersion(String model, int version, List<String> classes) {
  public StoredVersion {
    classes = List.copyOf(classes);
  }
}
