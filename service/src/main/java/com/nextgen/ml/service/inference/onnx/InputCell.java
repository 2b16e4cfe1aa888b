package com.nextgen.ml.service.inference.onnx;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.FeatureType;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.inference.InferenceException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns one feature's value into what the model's tensor takes.
 *
 * <ul>
 *   <li>A number stays one; missing is NaN.
 *   <li>A category is its code, the place of its name in the schema's {@code codes}; a name that is
 *       not there is -1 (gradient boosting libraries take a negative code for an unknown category);
 *       missing is the code of the schema's {@code missing} text, else NaN.
 *   <li>A boolean is 0 or 1, or as its codes say; missing is NaN.
 *   <li>A text stays one; missing is the schema's {@code missing} text, else the empty string.
 * </ul>
 *
 * <p>A tensor of integers takes no NaN and no fraction: that is an error of the caller.
 */
public final class InputCell {
  private static final int UNKNOWN_CODE = -1;

  private final Feature feature;

  /** Its place among the row's numbers or among the row's texts. */
  private final int index;

  private final Map<String, Integer> codes;
  private final double missingNumber;
  private final String missingText;

  /**
   * Reads one feature of rows.
   *
   * @param index its place among the row's numbers or among the row's texts
   */
  public InputCell(Feature feature, int index) {
    this.feature = feature;
    this.index = index;
    this.codes = codes(feature);
    String text = feature.missingText();
    this.missingText = text == null ? "" : text;
    Integer code = text == null ? null : codes.get(text);
    this.missingNumber = code == null ? Double.NaN : code;
  }

  private static Map<String, Integer> codes(Feature feature) {
    List<String> names =
        feature.type() == FeatureType.BOOLEAN && feature.codes().isEmpty()
            ? List.of("false", "true")
            : feature.codes();
    Map<String, Integer> codes = new HashMap<>();
    for (int code = 0; code < names.size(); code++) {
      codes.put(names.get(code), code);
    }
    return codes;
  }

  Feature feature() {
    return feature;
  }

  /** Whether its values can be given to a tensor of numbers. */
  public boolean hasNumbers() {
    return feature.isNumeric() || !codes.isEmpty();
  }

  /**
   * The value as a number.
   *
   * @param numbers where the row begins in {@link RowBlock#numeric}
   * @param texts where the row begins in {@link RowBlock#categorical}
   */
  public double number(RowBlock rows, int numbers, int texts) {
    if (feature.isNumeric()) {
      return rows.numeric()[numbers + index];
    }
    String value = rows.categorical()[texts + index];
    return value == null ? missingNumber : codes.getOrDefault(value, UNKNOWN_CODE);
  }

  /**
   * The value as an integer.
   *
   * @throws InferenceException if it is none between {@code least} and {@code most}
   */
  long integer(RowBlock rows, int numbers, int texts, long least, long most)
      throws InferenceException {
    long[] exact = rows.integers();
    if (exact.length > 0 && feature.isNumeric() && exact[numbers + index] != 0) {
      long value = exact[numbers + index];
      if (value < least || value > most) {
        throw refused(rows, numbers, texts, (double) value);
      }
      return value;
    }
    double value = number(rows, numbers, texts);
    // The bound of long is not a double; 2^63 is the first that is too large.
    if (value != Math.rint(value) || value < least || value > most || value >= 0x1p63) {
      throw refused(rows, numbers, texts, value);
    }
    return (long) value;
  }

  /** The value as a text. */
  public String text(RowBlock rows, int texts) {
    String value = rows.categorical()[texts + index];
    return value == null ? missingText : value;
  }

  private InferenceException refused(RowBlock rows, int numbers, int texts, double value) {
    boolean missing =
        feature.isNumeric()
            ? Missing.is(rows.numeric()[numbers + index])
            : rows.categorical()[texts + index] == null;
    String what =
        missing
            ? "is missing"
            : Double.isNaN(value) ? "is NaN" : "is not a whole number in the model's range";
    int row = feature.isNumeric() ? numbers / rows.numericWidth() : texts / rows.categoricalWidth();
    return InferenceException.invalid(
        row, "feature '" + feature.name() + "' " + what + "; the model takes integers");
  }
}
