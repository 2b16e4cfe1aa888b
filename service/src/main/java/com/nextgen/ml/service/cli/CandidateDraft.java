package com.nextgen.ml.service.cli;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.MissingSpellings;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.StepProgress;
import com.nextgen.ml.service.cli.command.WholeFile;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.loading.ModelOpener;
import com.nextgen.ml.service.inference.onnx.OnnxRuntime;
import com.nextgen.ml.service.registry.ReadLimit;
import com.nextgen.ml.service.registry.Sha256;
import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.training.ElsewhereDraft;
import com.nextgen.ml.service.training.FeatureColumns;
import com.nextgen.ml.service.training.PredictionColumns;
import com.nextgen.ml.service.training.SchemaDraft;
import com.nextgen.ml.service.training.SchemaRequest;
import com.nextgen.ml.service.training.meaning.OutputMeaning;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a version of a model: with the model's own schema where it has one, else with one made of
 * what it is and of rows.
 *
 * @param present the model's schema; null if it is new
 * @param request what a person says, given the names of the features
 */
record CandidateDraft(
    @Nullable ModelSchema present,
    TrainingOptions training,
    PrintWriter err,
    Function<List<String>, SchemaRequest> request) {

  /** Of a model's file. */
  Candidate ofFile(
      Path onnx, ModelOpener opener, FeatureOptions features, Map<String, String> taken)
      throws CommandFailure, ModelLoadException, CsvException, InferenceException {
    SchemaRequest asked = request.apply(names(features, taken));
    byte[] file = WholeFile.read(onnx, ReadLimit.model(OnnxRuntime.MAX_MODEL_BYTES));
    SchemaDraft draft =
        new SchemaDraft(
            opener.describe(file, Sha256.of(file)),
            training.format(),
            this::warn,
            new StepProgress(err));
    ModelSchema drafted;
    try {
      drafted =
          present == null
              ? draft.of(asked, training.data())
              : draft.checked(present, asked, training.data());
    } catch (CsvException e) {
      throw new CommandFailure(training.data() + ": " + e.getMessage(), e);
    }
    StoredVersion version = StoredVersion.unregistered(spelled(drafted), file);
    OutputMeaning meaning = OutputMeaning.ofFile(opener, training.format(), new StepProgress(err));
    return new Candidate(meant(meaning, version, asked), PredictionColumns.NONE);
  }

  /** Of columns of predictions. */
  Candidate elsewhere(
      FeatureOptions features, PredictionOptions predictions, Map<String, String> taken)
      throws CommandFailure, ModelLoadException, CsvException, InferenceException {
    List<String> named = features.names();
    if (named.isEmpty() && !features.isAll() && present == null) {
      throw new CommandFailure(
          "without --onnx, --features is needed: the names of the columns, or '*' for all but the"
              + " target, predictions, groups, ids and times");
    }
    Set<String> others = new HashSet<>(taken.keySet());
    others.addAll(named);
    if (present != null) {
      present.features().stream().map(Feature::name).forEach(others::add);
    }
    PredictionColumns found = predictions.find(training.outputs(), training.format(), others, err);
    Map<String, String> all = new LinkedHashMap<>(taken);
    found.names().forEach(name -> all.put(name, "what the model said"));
    SchemaRequest asked = request.apply(names(features, all));
    ElsewhereDraft draft = new ElsewhereDraft(training.format(), this::warn, new StepProgress(err));
    ModelSchema drafted =
        present == null
            ? draft.of(asked, found, training.data(), training.outputs())
            : draft.checked(present, asked);
    PredictionColumns predicted =
        predictions.isSaid()
            ? found
            : found.fitting(drafted.task(), present == null ? asked.score() : present.scoreKind());
    StoredVersion version = StoredVersion.unregistered(spelled(drafted));
    if (predicted.isNone()) {
      return new Candidate(version, predicted);
    }
    OutputMeaning meaning =
        OutputMeaning.ofColumns(predicted, training.format(), new StepProgress(err));
    return new Candidate(meant(meaning, version, asked), predicted);
  }

  /** With what --missing says, so that requests are read as the rows were. */
  private ModelSchema spelled(ModelSchema drafted) throws CommandFailure {
    MissingSpellings said = training.format().missing();
    if (present == null && said.isDeclared()) {
      return drafted.withMissing(said);
    }
    training.noteMissing(drafted, err);
    return drafted;
  }

  private StoredVersion meant(OutputMeaning meaning, StoredVersion version, SchemaRequest asked)
      throws ModelLoadException, CsvException, InferenceException {
    return version.with(
        meaning.of(version, asked, present != null, training.data(), training.validation()));
  }

  private List<String> names(FeatureOptions features, Map<String, String> taken)
      throws CommandFailure, CsvException {
    if (!features.isAll()) {
      return features.names();
    }
    try {
      FeatureColumns all =
          FeatureColumns.all(training.data(), training.format(), taken, new StepProgress(err));
      err.println(all.inWords());
      return all.names();
    } catch (CsvException e) {
      throw new CsvException(training.data() + ": " + e.getMessage(), e);
    }
  }

  private void warn(String note) {
    err.println("  warning: " + note);
  }
}
