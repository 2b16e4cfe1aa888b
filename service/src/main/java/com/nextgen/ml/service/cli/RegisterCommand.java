package com.nextgen.ml.service.cli;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.BaselineJson;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.Names;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.ModelOpener;
import com.nextgen.ml.service.inference.OnnxDescription;
import com.nextgen.ml.service.inference.OnnxRuntime;
import com.nextgen.ml.service.registry.Fingerprint;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.ReadLimit;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.Sha256;
import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.table.CsvException;
import com.nextgen.ml.service.training.SchemaDraft;
import com.nextgen.ml.service.training.SchemaRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a watched model out of an ONNX file and its training rows. */
@Command(
    name = "register",
    description = {
      "Makes a watched model out of an ONNX file and the CSV file it was trained on: its schema, a new"
          + " version, and the version's baseline."
    })
final class RegisterCommand implements Callable<Integer> {
  private static final String PRODUCTION = "production";

  @Spec private CommandSpec spec;
  @Mixin HelpOption help;
  @Mixin private RegistryOption registryOption;
  @Mixin private LoadOptions loading;

  @Option(names = "--model", required = true, paramLabel = "NAME")
  private String model;

  @Option(names = "--onnx", required = true, paramLabel = "FILE", description = "the trained model")
  private Path onnx;

  @Mixin private TrainingOptions training;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "COLUMN",
      description = "the column that holds the truth")
  private String target;

  @Option(
      names = "--features",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "the features in the order of training; needed where the model takes one matrix and its"
              + " metadata (feature_names) do not name its columns")
  private List<String> features = List.of();

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description =
          "binary-classification, multiclass-classification or regression, where the model's outputs"
              + " do not tell")
  private @Nullable String task;

  @Option(
      names = "--positive-class",
      paramLabel = "V",
      description = "of two classes the one that scores are of; true and 1 are known to be")
  private @Nullable String positiveClass;

  @Option(
      names = "--group",
      paramLabel = "COLUMN",
      description = "a column to compare outcomes by; may be given again")
  private List<String> groups = List.of();

  @Option(
      names = "--alias",
      paramLabel = "ALIAS",
      description =
          "makes this alias name the new version; without it the first version of a model becomes"
              + " production, and later ones wait for promote")
  private @Nullable String alias;

  @Override
  public Integer call() throws CommandFailure {
    SchemaRequest request = request();
    ModelRegistry registry = registryOption.open();
    PrintWriter out = spec.commandLine().getOut();
    try {
      byte[] file = WholeFile.read(onnx, ReadLimit.model(OnnxRuntime.MOST_MODEL_BYTES));
      ModelOpener opener = opener();
      String sha256 = Sha256.of(file);
      ModelSchema schema = schema(registry, request, opener.describe(file, sha256));
      tell(schema, out);
      Baseline baseline =
          training
              .capture(new StepProgress(spec.commandLine().getErr()))
              .of(opener, new StoredVersion(schema, file, sha256, null, Fingerprint.NONE), now());
      int version = registry.addVersion(schema, file, BaselineJson.toBytes(baseline));
      out.println(model + "/" + version + " is in " + registryOption.directory() + ":");
      BaselineSummary.print(baseline, out);
      setAlias(registry, version, out);
      return ExitStatus.DONE;
    } catch (ModelLoadException e) {
      throw new CommandFailure(onnx + ": " + e.getMessage(), e);
    } catch (CsvException | RegistryException | InferenceException | IOException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private SchemaRequest request() {
    try {
      if (alias != null) {
        Names.check("alias", alias);
      }
      return new SchemaRequest(
          model, target, features, task == null ? null : Task.parse(task), positiveClass, groups);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ModelOpener opener() {
    try {
      return loading.opener(registryOption.directory());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** The model's own schema where it has one, else one made from the model and the rows. */
  private ModelSchema schema(
      ModelRegistry registry, SchemaRequest request, OnnxDescription described)
      throws CommandFailure, ModelLoadException, IOException, RegistryException {
    SchemaDraft draft =
        new SchemaDraft(
            described, training.spellings(), new StepProgress(spec.commandLine().getErr()));
    ModelSchema present = registry.schema(model);
    try {
      return present == null
          ? draft.of(request, training.data())
          : draft.checked(present, request, training.data());
    } catch (CsvException e) {
      throw new CommandFailure(training.data() + ": " + e.getMessage(), e);
    }
  }

  private static void tell(ModelSchema schema, PrintWriter out) {
    out.println(
        schema.name()
            + ": "
            + schema.task().spelling()
            + " of '"
            + schema.target()
            + "' from "
            + schema.features().size()
            + " features");
    for (Feature feature : schema.features().stream().limit(100).toList()) {
      out.println("  " + feature.name() + ": " + feature.type().spelling());
    }
    if (!schema.classes().isEmpty()) {
      String positive = schema.positiveClass();
      out.println(
          "  classes in the order of the model's probabilities: "
              + String.join(", ", schema.classes().stream().limit(100).toList())
              + (positive == null ? "" : "; positive: " + positive));
    }
  }

  private static Instant now() {
    return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private void setAlias(ModelRegistry registry, int version, PrintWriter out)
      throws IOException, RegistryException {
    String name =
        alias == null && registry.aliasHistory(model).isEmpty() && version == 1
            ? PRODUCTION
            : alias;
    if (name == null) {
      out.println(
          "  served once an alias names it: ./ml-service promote --model %s --version %d --reason …"
              .formatted(model, version));
      return;
    }
    registry.setAlias(model, name, version, "registered", "register", now());
    out.println("  " + name + " of " + model + " is version " + version);
    out.println(
        "  a running service takes it within seconds; to start one: ./ml-service serve --registry "
            + registryOption.directory());
  }
}
