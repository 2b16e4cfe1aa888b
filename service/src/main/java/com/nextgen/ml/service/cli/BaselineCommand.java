package com.nextgen.ml.service.cli;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.BaselineJson;
import com.nextgen.ml.monitoring.schema.Precision;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.OnnxModel;
import com.nextgen.ml.service.inference.OnnxRuntime;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.table.CsvException;
import com.nextgen.ml.service.training.BaselineCapture;
import com.nextgen.ml.service.training.Model;
import com.nextgen.ml.service.training.RowKeys;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the baseline of a version that has none. */
@Command(
    name = "baseline",
    description = "Makes the training baseline of a version in the registry that has none.")
final class BaselineCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin HelpOption help;
  @Mixin private RegistryOption registryOption;
  @Mixin private TrainingOptions training;

  @Option(names = "--model", required = true, paramLabel = "M")
  private String model;

  @Option(names = "--version", required = true, paramLabel = "N")
  private int version;

  @Override
  public Integer call() throws CommandFailure {
    ModelRegistry registry = registryOption.open();
    try {
      StoredVersion stored = registry.read(model, version);
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
    byte[] onnx = stored.onnx();
    if (onnx == null) {
      return capture(stored, Precision.FLOAT64, null, training.keys());
    }
    try (OnnxModel opened = new OnnxRuntime().open(onnx, stored.schema())) {
      return capture(stored, opened.signature().precision(), opened::predict, training.keys());
    }
  }

  private Baseline capture(
      StoredVersion stored, Precision precision, @Nullable Model run, RowKeys keys)
      throws InferenceException, CsvException {
    return new BaselineCapture(
            stored.schema(),
            precision,
            run,
            training.spellings(),
            keys,
            new StepProgress(spec.commandLine().getErr()))
        .capture(
            training.data(),
            training.validation(),
            stored.sha256(),
            Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS));
  }
}
