package com.nextgen.ml.service.cli;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.text.Names;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.HelpOption;
import com.nextgen.ml.service.cli.command.LoadOptions;
import com.nextgen.ml.service.cli.command.StepProgress;
import com.nextgen.ml.service.cli.command.WholeFile;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.loading.ModelOpener;
import com.nextgen.ml.service.inference.onnx.OnnxRuntime;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.ReadLimit;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.Sha256;
import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.training.SchemaDraft;
import com.nextgen.ml.service.training.SchemaRequest;
import com.nextgen.ml.service.training.meaning.ChanceCheck;
import com.nextgen.ml.service.training.meaning.OutputMeaning;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
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
      paramLabel = "COLUMN",
      description =
          "the column that holds the truth; needed but for anomaly-detection, clustering and ranking")
  private @Nullable String target;

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
              + " do not tell; anomaly-detection, clustering or ranking, which they never do")
  private @Nullable String task;

  @Option(
      names = "--positive-class",
      paramLabel = "V",
      description = "of two classes the one that scores are of; true and 1 are known to be")
  private @Nullable String positiveClass;

  @Option(
      names = "--classes",
      split = ",",
      paramLabel = "V",
      description =
          "the classes in the order of the model's scores, or of its numbers from 0 on; needed where"
              + " the model numbers them and the target's column names them")
  private List<String> classes = List.of();

  @Option(
      names = "--score",
      paramLabel = "KIND",
      description =
          "what scores are, where validation rows do not tell: probability, margin, logit, or none to"
              + " take the model's labels alone")
  private @Nullable String score;

  @Option(
      names = "--threshold",
      paramLabel = "X",
      description =
          "of two classes: a prediction is positive where score >= X, whatever the model's label")
  private @Nullable Double threshold;

  @Option(
      names = "--force",
      description = "registers a model that is worse than chance on its rows all the same")
  private boolean force;

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
    training.note(spec.commandLine().getErr());
    try {
      byte[] file = WholeFile.read(onnx, ReadLimit.model(OnnxRuntime.MAX_MODEL_BYTES));
      ModelOpener opener = opener();
      StoredVersion candidate = candidate(registry, request, opener, file);
      ModelSchema schema = candidate.schema();
      tell(schema, out);
      Baseline baseline =
          training
              .capture(new StepProgress(spec.commandLine().getErr()))
              .of(opener, candidate, now());
      refuseWorseThanChance(baseline, schema, out);
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
          model,
          target,
          features,
          task == null ? null : Task.parse(task),
          positiveClass,
          classes,
          score == null ? null : ScoreKind.parse(score),
          threshold,
          groups);
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

  /** With the model's own schema where it has one, else one made from the model and the rows. */
  private StoredVersion candidate(
      ModelRegistry registry, SchemaRequest request, ModelOpener opener, byte[] file)
      throws CommandFailure,
          ModelLoadException,
          IOException,
          RegistryException,
          CsvException,
          InferenceException {
    SchemaDraft draft =
        new SchemaDraft(
            opener.describe(file, Sha256.of(file)),
            training.format(),
            note -> spec.commandLine().getErr().println("  warning: " + note),
            new StepProgress(spec.commandLine().getErr()));
    ModelSchema present = registry.schema(model);
    ModelSchema drafted;
    try {
      drafted =
          present == null
              ? draft.of(request, training.data())
              : draft.checked(present, request, training.data());
    } catch (CsvException e) {
      throw new CommandFailure(training.data() + ": " + e.getMessage(), e);
    }
    StoredVersion candidate = StoredVersion.unregistered(drafted, file);
    return candidate.with(
        new OutputMeaning(opener, training.format(), new StepProgress(spec.commandLine().getErr()))
            .of(candidate, request, present != null, training.data(), training.validation()));
  }

  private void refuseWorseThanChance(Baseline baseline, ModelSchema schema, PrintWriter out)
      throws CommandFailure {
    Optional<String> worse = ChanceCheck.worse(baseline, schema);
    if (worse.isEmpty()) {
      return;
    }
    if (!force) {
      throw new CommandFailure(
          onnx + ": " + worse.get() + " Nothing was registered; --force registers it all the same");
    }
    out.println("  warning: " + worse.get());
  }

  private static void tell(ModelSchema schema, PrintWriter out) {
    out.println(
        schema.name()
            + ": "
            + schema.task().code()
            + (schema.target() == null ? "" : " of '" + schema.target() + "'")
            + " from "
            + schema.features().size()
            + " features");
    for (Feature feature : schema.features().stream().limit(100).toList()) {
      out.println(
          "  "
              + feature.name()
              + ": "
              + feature.type().code()
              + (feature.input() == null ? "" : ", the model's input '" + feature.input() + "'"));
    }
    if (!schema.classes().isEmpty()) {
      String positive = schema.positiveClass();
      out.println(
          "  classes in the order of the model's "
              + (schema.hasProbabilities() ? "probabilities: " : "scores or labels: ")
              + String.join(", ", schema.classes().stream().limit(100).toList())
              + (positive == null ? "" : "; positive: " + positive));
      out.println("  score: " + schema.scoreKind().code() + "; " + rule(schema));
    }
  }

  private static String rule(ModelSchema schema) {
    if (!schema.scoreDecides()) {
      return "the model's own label is the prediction"
          + (schema.scoreKind() != ScoreKind.NONE && schema.positiveClass() != null
              ? "; where it gives none, positive from " + schema.threshold() + " on"
              : "");
    }
    return schema.positiveClass() == null
        ? "the class of the highest score is the prediction"
        : "positive from " + schema.threshold() + " on";
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
