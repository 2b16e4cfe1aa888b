package com.nextgen.ml.service.csv;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.Missing;
import com.nextgen.ml.monitoring.text.Messages;
import org.jspecify.annotations.Nullable;

/** What a feature's value is that is spelled so. */
record FeatureValues(CsvFormat format) {

  /**
   * The number.
   *
   * @param line for the message
   * @return {@link Missing#NUMBER} for a missing one
   * @throws CsvException if it is none; the message names line and column
   */
  double number(Feature feature, String text, long line) throws CsvException {
    if (format.isMissing(text)) {
      return Missing.NUMBER;
    }
    Double value = format.number(text);
    if (value == null) {
      throw misfit(feature, text, line, "a number");
    }
    return format.missing().isNumber(value) ? Missing.NUMBER : value;
  }

  /**
   * The category.
   *
   * @param line for the message
   * @return null for a missing one
   * @throws CsvException if the feature is a boolean and the text is none; the message names line
   *     and column
   */
  @Nullable String category(Feature feature, String text, long line) throws CsvException {
    return switch (feature.type()) {
      case BOOLEAN -> {
        if (format.isMissing(text)) {
          yield null;
        }
        String value = CsvFormat.bool(text);
        if (value == null) {
          throw misfit(feature, text, line, "true or false");
        }
        yield value;
      }
      case CATEGORICAL, NUMERIC -> {
        String category = CsvFormat.category(text);
        yield format.isMissingText(text) || format.isMissingText(category) ? null : category;
      }
    };
  }

  private static CsvException misfit(Feature feature, String text, long line, String wanted) {
    return new CsvException(
        "line "
            + line
            + ", column '"
            + feature.name()
            + "': '"
            + Messages.quoted(text)
            + "' is not "
            + wanted);
  }
}
