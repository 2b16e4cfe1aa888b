package com.nextgen.ml.monitoring.schema;

import com.nextgen.ml.monitoring.text.Names;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One input of a model.
 *
 * @param name as callers and counters name it
 * @param codes for a categorical feature whose tensor takes integers: the names in the order of
 *     their codes 0, 1, …; else empty
 * @param missingText for a text input: what the model is given where a value is missing; null if
 *     the empty string
 * @param input the name of the model's input for it, where a tensor of its own has another name
 *     than the feature; else null
 */
public record Feature(
    String name,
    FeatureType type,
    List<String> codes,
    @Nullable String missingText,
    @Nullable String input) {

  public Feature {
    Names.checkColumn("feature", name);
    if (input != null) {
      input = Names.checkColumn("input", input).equals(name) ? null : input;
    }
    codes = List.copyOf(codes);
    if (type == FeatureType.NUMERIC && (!codes.isEmpty() || missingText != null)) {
      throw new IllegalArgumentException(
          "feature '" + name + "': codes and missing are for categorical features");
    }
    if (new HashSet<>(codes).size() != codes.size()) {
      throw new IllegalArgumentException("feature '" + name + "': codes repeat a name");
    }
  }

  /** A feature whose input has its own name. */
  public Feature(String name, FeatureType type, List<String> codes, @Nullable String missingText) {
    this(name, type, codes, missingText, null);
  }

  /** Returns the same feature for an input of another name. */
  public Feature withInput(String other) {
    return new Feature(name, type, codes, missingText, other);
  }

  /** Returns the name of the model's input for it, where it has a tensor of its own. */
  public String inputName() {
    return input == null ? name : input;
  }

  /** Returns a numeric feature. */
  public static Feature numeric(String name) {
    return new Feature(name, FeatureType.NUMERIC, List.of(), null);
  }

  /** Returns a categorical feature whose tensor takes text. */
  public static Feature categorical(String name) {
    return new Feature(name, FeatureType.CATEGORICAL, List.of(), null);
  }

  /** Returns a boolean feature. */
  public static Feature bool(String name) {
    return new Feature(name, FeatureType.BOOLEAN, List.of(), null);
  }

  /**
   * Returns whether values are numbers in {@link RowBlock#numeric}; else texts in its other array.
   */
  public boolean isNumeric() {
    return type == FeatureType.NUMERIC;
  }
}
