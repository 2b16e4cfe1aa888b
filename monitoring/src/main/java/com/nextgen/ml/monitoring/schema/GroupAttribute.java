package com.nextgen.ml.monitoring.schema;

import com.nextgen.ml.monitoring.text.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute by which outcomes are compared for fairness: a feature, or a value sent only for
 * monitoring.
 *
 * @param reference the group the others are compared with; null if the largest of the baseline
 * @param favourable the class that is good for the person; null if the positive class
 * @param bands for a numeric attribute: increasing bounds that cut it into groups; else empty
 */
public record GroupAttribute(
    String attribute, @Nullable String reference, @Nullable String favourable, List<Double> bands) {

  public GroupAttribute {
    Names.checkColumn("group attribute", attribute);
    bands = List.copyOf(bands);
    for (int i = 0; i < bands.size(); i++) {
      if (!Double.isFinite(bands.get(i)) || (i > 0 && bands.get(i) <= bands.get(i - 1))) {
        throw new IllegalArgumentException(
            "groups: bands of '" + attribute + "' must be increasing numbers");
      }
    }
  }
}
