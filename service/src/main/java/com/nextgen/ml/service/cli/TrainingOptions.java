package com.nextgen.ml.service.cli;

import com.nextgen.ml.service.table.Spellings;
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

  Path data() {
    return data;
  }

  @Nullable Path validation() {
    return validation;
  }

  Spellings spellings() {
    Set<String> all = new LinkedHashSet<>(Spellings.DEFAULT.missing());
    if (missing != null) {
      all.addAll(missing);
    }
    return new Spellings(all);
  }
}
