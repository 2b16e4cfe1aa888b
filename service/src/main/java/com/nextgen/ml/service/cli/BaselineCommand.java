package com.nextgen.ml.service.cli;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.HelpOption;
import com.nextgen.ml.service.cli.command.LoadOptions;
import com.nextgen.ml.service.cli.command.StepProgress;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.loading.ModelOpener;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.training.PredictionColumns;
import com.nextgen.ml.service.training.meaning.OutputMeaning;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes the baseline of a version that has none. */
@Command(
    name = "baseline",
    description = {
      "Makes the training baseline of a version in the registry that has none.",
      "Of a version without a model file, which is served elsewhere, what it says comes from columns"
          + " of predictions and scores."
    })
final class BaselineCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin HelpOption help;
  @Mixin private RegistryOption registryOption;
  @Mixin private LoadOptions loading;
  @Mixin private TrainingOptions training;
  @Mixin private PredictionOptions predictions;

  @Option(names = "--model", required = true, paramLabel = "M")
  private String model;

  @Option(names = "--version", required = true, paramLabel = "N")
  private int version;

  @Override
  public Integer call() throws CommandFailure {
    ModelRegistry registry = registryOption.open();
    training.note(spec.commandLine().getErr());
    try {
      StoredVersion stored = registry.read(model, version);
      if (stored.onnx() != null && predictions.isSaid()) {
        throw new ParameterException(
            spec.commandLine(),
            "--prediction-column and --score-column are for versions without a model file, and "
                + model
                + "/"
                + version
                + " has one");
      }
      if (stored.baseline() != null) {
        throw new CommandFailure(
            model + "/" + version + " has a baseline already; new edges mean a new version");
      }
      Baseline baseline = capture(stored);
      if (registry.putBaseline(model, version, BaselineJson.toBytes(baseline))
          == ModelRegistry.Put.CONFLICT) {
        throw new CommandFailure(model + "/" + version + " was given another baseline meanwhile");
      }
      spec.commandLine().getOut().println("baseline of " + model + "/" + version + ":");
      BaselineSummary.print(baseline, spec.commandLine().getOut());
      return ExitStatus.DONE;
    } catch (RegistryException
        | ModelLoadException
        | InferenceException
        | CsvException
        | IOException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private Baseline capture(StoredVersion stored)
      throws CommandFailure, ModelLoadException, InferenceException, CsvException {
    training.noteMissing(stored.schema(), spec.commandLine().getErr());
    PredictionColumns predicted =
        stored.onnx() == null ? predicted(stored.schema()) : PredictionColumns.NONE;
    return training
        .capture(predicted, new StepProgress(spec.commandLine().getErr()))
        .of(opener(), stored, Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS));
  }

  /** The columns of predictions, which the rows do not contradict. */
  private PredictionColumns predicted(ModelSchema schema)
      throws CommandFailure, ModelLoadException, InferenceException, CsvException {
    PrintWriter err = spec.commandLine().getErr();
    Set<String> taken = new HashSet<>(training.taken().keySet());
    schema.features().forEach(feature -> taken.add(feature.name()));
    schema.groups().forEach(group -> taken.add(group.attribute()));
    if (schema.target() != null) {
      taken.add(schema.target());
    }
    PredictionColumns found = predictions.find(training.outputs(), training.format(), taken, err);
    PredictionColumns predicted = found.fitting(schema.task(), schema.scoreKind());
    if (predictions.isSaid() && !predicted.equals(found)) {
      throw new CommandFailure(
          "--score-column is for scores of classes, and by its model.yaml the model has none");
    }
    if (predicted.isNone()) {
      return predicted;
    }
    try {
      OutputMeaning.ofColumns(predicted, training.format(), new StepProgress(err))
          .check(schema, training.data(), training.validation());
    } catch (ModelLoadException e) {
      throw new ModelLoadException(
          training.outputs() + ": " + e.getMessage() + " (in model.yaml: score, threshold)", e);
    }
    return predicted;
  }

  private ModelOpener opener() {
    try {
      return loading.opener(registryOption.directory());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
