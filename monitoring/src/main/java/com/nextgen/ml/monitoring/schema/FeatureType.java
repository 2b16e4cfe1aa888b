package com.nextgen.ml.monitoring.schema;

import com.nextgen.ml.monitoring.text.Messages;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a feature's values are read and counted. */
public enum FeatureType {
  /** A number; counted in bins between baseline quantiles. */
  NUMERIC,
  /** One of a set of names; counted by name. */
  CATEGORICAL,
  /** {@code true} or {@code false}; counted as the two categories of those names. */
  BOOLEAN;

  /** As it is written in {@code model.yaml} and in documents. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a spelling.
   *
   * @throws IllegalArgumentException if it names no type; the message lists them
   */
  public static FeatureType parse(String code) {
    for (FeatureType type : values()) {
      if (type.code().equals(code)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "type '"
            + Messages.quoted(code)
            + "' is not one of "
            + Arrays.stream(values()).map(FeatureType::code).collect(Collectors.joining(", ")));
  }
}
