package com.nextgen.ml.service.cli;

import com.nextgen.ml.monitoring.schema.MissingSpellings;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.CsvOptions;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.EventTimes;
import com.nextgen.ml.service.training.CaptureProgress;
import com.nextgen.ml.service.training.PredictionColumns;
import com.nextgen.ml.service.training.RowKeys;
import com.nextgen.ml.service.training.VersionCapture;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The files that a baseline is made of. */
final class TrainingOptions {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "TRAIN.csv",
      description = "the rows the model was fitted on")
  private Path data;

  @Option(
      names = "--validation",
      paramLabel = "HELDOUT.csv",
      description =
          "rows it was not fitted on, with the target; without them scores, performance and"
              + " importance are marked as in-sample and nothing is judged by them")
  private @Nullable Path validation;

  @Mixin private CsvOptions csv;

  @Option(
      names = "--time-column",
      paramLabel = "C",
      description =
          "a column of the training rows with their times: rows of one hour may be alike, and tests"
              + " then count them for what they are worth")
  private @Nullable String timeColumn;

  @Option(
      names = "--cluster-column",
      paramLabel = "C",
      description =
          "a column of the training rows that says whose they are: a user, a request, a shop; as"
              + " with --time-column, tests count rows of one for what they are worth")
  private @Nullable String clusterColumn;

  /** Which training rows belong together. */
  private RowKeys keys() throws CommandFailure {
    if (timeColumn != null && clusterColumn != null) {
      throw new CommandFailure("--time-column and --cluster-column exclude each other");
    }
    return new RowKeys(clusterColumn, timeColumn, EventTimes::parse);
  }

  Path data() {
    return data;
  }

  /** Null if there are none. */
  @Nullable Path validation() {
    return validation;
  }

  /** The rows that tell what the model says: held-out ones if there are any. */
  Path outputs() {
    return validation == null ? data : validation;
  }

  /** The columns of the training rows that say what belongs together, with what they are. */
  Map<String, String> taken() {
    Map<String, String> taken = new LinkedHashMap<>();
    if (timeColumn != null) {
      taken.put(timeColumn, "a time");
    }
    if (clusterColumn != null) {
      taken.put(clusterColumn, "a cluster");
    }
    return taken;
  }

  /**
   * How the baseline is made.
   *
   * @param predicted the columns that hold what a model said that is served elsewhere
   */
  VersionCapture capture(PredictionColumns predicted, CaptureProgress progress)
      throws CommandFailure {
    return new VersionCapture(data, validation, predicted, format(), keys(), progress);
  }

  /** How these files are written. */
  CsvFormat format() throws CommandFailure {
    return csv.format();
  }

  /** Says if rows are read with other spellings of no value than requests will be. */
  void noteMissing(ModelSchema schema, PrintWriter err) throws CommandFailure {
    MissingSpellings said = format().missing();
    if (said.isDeclared() && !said.equals(schema.missing())) {
      err.println(
          "--missing holds for these files alone: of requests model.yaml says what is missing ("
              + schema.missing()
              + ")");
    }
  }

  /** Says what a person may not expect of how the files are read. */
  void note(PrintWriter err) throws CommandFailure {
    for (Path file : validation == null ? List.of(data) : List.of(data, validation)) {
      try {
        csv.note(file, err);
      } catch (CsvException e) {
        throw new CommandFailure(file + ": " + e.getMessage(), e);
      }
    }
  }
}
