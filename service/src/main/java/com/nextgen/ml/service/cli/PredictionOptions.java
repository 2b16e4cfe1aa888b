package com.nextgen.ml.service.cli;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.training.PredictionColumns;
import com.nextgen.ml.service.training.PredictionFinder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which columns hold what a model said that is served elsewhere. */
final class PredictionOptions {
  @Option(
      names = "--prediction-column",
      paramLabel = "C",
      description =
          "for a model without a file: the column of the validation rows that holds its predictions"
              + " (default: one named prediction, y_pred, predicted …; --prediction-column= for none)")
  private @Nullable String prediction;

  @Option(
      names = "--score-column",
      split = ",",
      paramLabel = "C",
      description =
          "the same of scores: of two classes the positive one's, else the predicted class's, or a"
              + " column for each class in the order of the classes (default: one named score,"
              + " probability, y_pred_proba …)")
  private @Nullable List<String> scores;

  /** Returns whether a person named a column. */
  boolean isSaid() {
    return prediction != null || scores != null;
  }

  /**
   * Returns the columns that were named, or those of customary names, and says which these are.
   *
   * @param file that has them
   * @param taken columns that are something else
   * @throws CsvException if it is not clear which; the message names the file
   */
  PredictionColumns find(Path file, CsvFormat format, Set<String> taken, PrintWriter err)
      throws CsvException {
    try (CsvFile csv = CsvFile.open(file, format)) {
      if (isSaid()) {
        return new PredictionColumns(
            prediction == null || prediction.isEmpty() ? null : prediction,
            scores == null ? List.of() : scores.stream().filter(name -> !name.isEmpty()).toList());
      }
      PredictionColumns found = PredictionFinder.find(csv.columns(), taken);
      if (!found.isNone()) {
        err.println(inWords(file, found));
      }
      return found;
    } catch (CsvException e) {
      throw new CsvException(file + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new CsvException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String inWords(Path file, PredictionColumns found) {
    String said = found.prediction();
    String predictions = said == null ? "" : "predictions from '" + Messages.quoted(said) + "'";
    String scores = found.scores().isEmpty() ? "" : "scores from '" + found.scores().get(0) + "'";
    return "%s: by their names, %s%s%s are read (--prediction-column, --score-column)"
        .formatted(file, predictions, said == null || scores.isEmpty() ? "" : " and ", scores);
  }
}
