package com.nextgen.ml.service.cli;

import com.nextgen.ml.monitoring.baseline.Baseline;
import com.nextgen.ml.monitoring.baseline.document.BaselineJson;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.monitoring.text.Names;
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
import com.nextgen.ml.service.training.SchemaRequest;
import com.nextgen.ml.service.training.meaning.ChanceCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
          + " version, and the version's baseline. Without --onnx the model is served elsewhere: its"
          + " schema comes from the columns that --features names, and what it says from columns of"
          + " predictions and scores."
    })
final class RegisterCommand implements Callable<Integer> {
  private static final String PRODUCTION = "production";

  @Spec private CommandSpec spec;
  @Mixin HelpOption help;
  @Mixin private RegistryOption registryOption;
  @Mixin private LoadOptions loading;

  @Option(names = "--model", required = true, paramLabel = "NAME")
  private String model;

  @Option(
      names = "--onnx",
      paramLabel = "FILE",
      description = "the trained model; without it the model is served elsewhere")
  private @Nullable Path onnx;

  @Mixin private TrainingOptions training;

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description =
          "the column that holds the truth; needed but for anomaly-detection, clustering and ranking")
  private @Nullable String target;

  @Mixin private FeatureOptions features;
  @Mixin private PredictionOptions predictions;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      description =
          "binary-classification, multiclass-classification or regression, where the model's outputs"
              + " (without --onnx: the columns) do not tell; anomaly-detection, clustering or ranking, which they never do")
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
    if (onnx != null && predictions.isSaid()) {
      throw new ParameterException(
          spec.commandLine(),
          "--prediction-column and --score-column are for a model without --onnx, whose file says"
              + " what it predicts");
    }
    request(features.names()); // wrong use is told before anything is read
    ModelRegistry registry = registryOption.open();
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    training.note(err);
    try {
      ModelOpener opener = opener();
      Candidate candidate = candidate(registry, opener);
      ModelSchema schema = candidate.version().schema();
      SchemaSummary.print(schema, out);
      Baseline baseline =
          training
              .capture(candidate.predicted(), new StepProgress(err))
              .of(opener, candidate.version(), now());
      refuseWorseThanChance(baseline, schema, out);
      int version =
          registry.addVersion(schema, candidate.version().onnx(), BaselineJson.toBytes(baseline));
      out.println(model + "/" + version + " is in " + registryOption.directory() + ":");
      BaselineSummary.print(baseline, out);
      setAlias(registry, version, out);
      return ExitStatus.DONE;
    } catch (ModelLoadException e) {
      throw new CommandFailure(subject() + ": " + e.getMessage(), e);
    } catch (CsvException | RegistryException | InferenceException | IOException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** What messages are about that concern the model. */
  private Path subject() {
    return onnx == null ? training.outputs() : onnx;
  }

  private Candidate candidate(ModelRegistry registry, ModelOpener opener)
      throws CommandFailure,
          ModelLoadException,
          IOException,
          RegistryException,
          CsvException,
          InferenceException {
    CandidateDraft draft =
        new CandidateDraft(
            registry.schema(model), training, spec.commandLine().getErr(), this::request);
    return onnx == null
        ? draft.elsewhere(features, predictions, taken())
        : draft.ofFile(onnx, opener, features, taken());
  }

  /** The columns that are something else than a feature or a prediction. */
  private Map<String, String> taken() {
    Map<String, String> taken = new LinkedHashMap<>(training.taken());
    groups.forEach(group -> taken.put(group, "a group"));
    if (target != null) {
      taken.put(target, "the target");
    }
    return taken;
  }

  private SchemaRequest request(List<String> names) {
    try {
      if (alias != null) {
        Names.check("alias", alias);
      }
      return new SchemaRequest(
          model,
          target,
          names,
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

  private void refuseWorseThanChance(Baseline baseline, ModelSchema schema, PrintWriter out)
      throws CommandFailure {
    Optional<String> worse = ChanceCheck.worse(baseline, schema);
    if (worse.isEmpty()) {
      return;
    }
    if (!force) {
      throw new CommandFailure(
          subject()
              + ": "
              + worse.get()
              + " Nothing was registered; --force registers it all the same");
    }
    out.println("  warning: " + worse.get());
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
