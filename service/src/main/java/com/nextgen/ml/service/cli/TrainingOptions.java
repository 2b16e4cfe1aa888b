package com.nextgen.ml.service.cli;

import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.EventTimes;
import com.nextgen.ml.service.csv.CsvValues;
import com.nextgen.ml.service.training.CaptureProgress;
import com.nextgen.ml.service.training.RowKeys;
import com.nextgen.ml.service.training.VersionCapture;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--missing",
      paramLabel = "TEXT",
      split = ",",
      description = "further spellings of a missing value, beside the empty field, NA and NaN")
  private @Nullable List<String> missing;

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

  VersionCapture capture(CaptureProgress progress) throws CommandFailure {
    return new VersionCapture(data, validation, spellings(), keys(), progress);
  }

  CsvValues spellings() {
    Set<String> all = new LinkedHashSet<>(CsvValues.DEFAULT.missing());
    if (missing != null) {
      all.addAll(missing);
    }
    return new CsvValues(all);
  }
}
