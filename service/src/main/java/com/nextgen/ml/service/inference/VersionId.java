package com.nextgen.ml.service.inference;

import com.nextgen.ml.monitoring.text.Names;

/**
 * A version of a model.
 *
 * @param model a valid name
 * @param version at least 1
 */
public record VersionId(String model, int version) {
  public VersionId {
    Names.check("model", model);
    if (version < 1) {
      throw new IllegalArgumentException("version must be a positive integer");
    }
  }

  @Override
  public String toString() {
    return model + "/" + version;
  }
}
