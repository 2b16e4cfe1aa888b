package com.nextgen.ml.monitoring.baseline.capture;

import com.nextgen.ml.monitoring.schema.Missing;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was true of the rows of a block. The block does not copy its arrays.
 *
 * @param rows how many
 * @param classIndex the true class of each row, an index into the schema's classes, -1 where
 *     unknown; empty for regression
 * @param value the true value of each row, {@link Missing#NUMBER} where unknown; empty for
 *     classification
 * @param attributes for each group attribute that is no feature: the row's value, null where
 *     unknown
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between reader and builder, never compared
public record LabelBlock(
    int rows, int[] classIndex, double[] value, Map<String, @Nullable String[]> attributes) {

  public LabelBlock {
    attributes = Map.copyOf(attributes);
    if ((classIndex.length != 0 && classIndex.length != rows)
        || (value.length != 0 && value.length != rows)
        || attributes.values().stream().anyMatch(values -> values.length != rows)) {
      throw new IllegalArgumentException("labels do not match the rows");
    }
  }

  /** Rows of which nothing is known. */
  public static LabelBlock unknown(int rows) {
    return new LabelBlock(rows, new int[0], new double[0], Map.of());
  }

  /** Returns the true classes of rows. */
  public static LabelBlock ofClasses(int... classIndex) {
    return new LabelBlock(classIndex.length, classIndex, new double[0], Map.of());
  }

  /** Returns the true values of rows. */
  public static LabelBlock ofValues(double... value) {
    return new LabelBlock(value.length, new int[0], value, Map.of());
  }

  /** Returns the same with the values of an attribute that is no feature. */
  public LabelBlock with(String attribute, @Nullable String[] values) {
    Map<String, @Nullable String[]> more = new HashMap<>(attributes);
    more.put(attribute, values);
    return new LabelBlock(rows, classIndex, value, more);
  }

  /** A row's value of an attribute that is no feature; null if unknown. */
  @Nullable String attribute(int row, String attribute) {
    @Nullable String[] values = attributes.get(attribute);
    return values == null ? null : values[row];
  }

  /** The true class of a row; -1 if unknown. */
  int classOf(int row) {
    return classIndex.length == 0 ? -1 : classIndex[row];
  }

  /** The true value of a row; NaN if unknown. */
  double valueOf(int row) {
    return value.length == 0 ? Double.NaN : value[row];
  }
}
