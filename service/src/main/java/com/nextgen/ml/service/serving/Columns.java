package com.nextgen.ml.service.serving;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.MissingSpellings;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.inference.ModelSignature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where each feature of a schema stands in a block of rows. */
public final class Columns {

  /**
   * One feature's place.
   *
   * @param index in schema order
   * @param slot in a row of the numeric or of the categorical values
   * @param integers whether the model takes whole numbers for it
   */
  public record Column(Feature feature, int index, int slot, boolean integers) {}

  private final List<Column> columns;
  private final Map<String, Column> byName = new HashMap<>();
  private final Map<String, Column> byInput = new HashMap<>();
  private final int numericWidth;
  private final int categoricalWidth;
  private final MissingSpellings missing;

  /**
   * Lays out a schema's features.
   *
   * @param signature the model's tensors; null if it is served elsewhere
   */
  public Columns(ModelSchema schema, @Nullable ModelSignature signature) {
    missing = schema.missing();
    int numeric = 0;
    int categorical = 0;
    Column[] places = new Column[schema.features().size()];
    for (int i = 0; i < places.length; i++) {
      Feature feature = schema.features().get(i);
      places[i] =
          new Column(
              feature,
              i,
              feature.isNumeric() ? numeric++ : categorical++,
              takesIntegers(feature, places.length, signature));
      byName.put(feature.name(), places[i]);
      byInput.put(feature.inputName(), places[i]);
    }
    columns = List.of(places);
    numericWidth = numeric;
    categoricalWidth = categorical;
  }

  private static boolean takesIntegers(
      Feature feature, int features, @Nullable ModelSignature signature) {
    return signature != null
        && signature.inputs().stream()
            .filter(
                input -> signature.isMatrix(features) || input.name().equals(feature.inputName()))
            .anyMatch(input -> input.datatype().startsWith("INT"));
  }

  /** Returns which texts stand for no value. */
  public MissingSpellings missing() {
    return missing;
  }

  public int size() {
    return columns.size();
  }

  int numericWidth() {
    return numericWidth;
  }

  int categoricalWidth() {
    return categoricalWidth;
  }

  /** Returns the column at an index in schema order. */
  public Column at(int index) {
    return columns.get(index);
  }

  /**
   * Returns the column of a name; null if the schema has none.
   *
   * @param guess the index it probably has: callers mostly send features in schema order
   */
  public @Nullable Column find(String name, int guess) {
    if (guess < columns.size()) {
      Column column = columns.get(guess);
      if (column.feature().name().equals(name)) {
        return column;
      }
    }
    return byName.get(name);
  }

  /** Returns the column that a tensor of its own carries; null if the model has none so named. */
  public @Nullable Column ofInput(String name) {
    return byInput.get(name);
  }
}
