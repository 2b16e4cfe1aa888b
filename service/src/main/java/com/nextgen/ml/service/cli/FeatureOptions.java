package com.nextgen.ml.service.cli;

import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.WholeFile;
import com.nextgen.ml.service.registry.ReadLimit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which columns are a new model's features. */
final class FeatureOptions {
  private static final ReadLimit NAMES = new ReadLimit(4 << 20, 8);

  @Option(
      names = "--features",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "the features in the order of training; needed without --onnx, and where the model takes"
              + " one matrix and its metadata (feature_names) do not name its columns; '*' for all"
              + " columns in the file's order but the target, predictions, groups, ids and times")
  private List<String> features = List.of();

  @Option(
      names = "--features-file",
      paramLabel = "F",
      description = "the same from a text file, a name a line")
  private @Nullable Path file;

  /** Returns whether all columns are wanted that can be features. */
  boolean isAll() {
    return features.equals(List.of("*"));
  }

  /**
   * Returns the names that were given; empty if none were, or all columns are wanted.
   *
   * @throws CommandFailure if they are given twice, or the file cannot be read
   */
  List<String> names() throws CommandFailure {
    if (file == null) {
      return isAll() ? List.of() : features;
    }
    if (!features.isEmpty()) {
      throw new CommandFailure("--features and --features-file exclude each other");
    }
    List<String> names =
        new String(WholeFile.read(file, NAMES), StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.replace("\uFEFF", "").strip())
            .filter(line -> !line.isEmpty())
            .toList();
    if (names.isEmpty()) {
      throw new CommandFailure(file + ": names no feature; write one a line");
    }
    return names;
  }
}
