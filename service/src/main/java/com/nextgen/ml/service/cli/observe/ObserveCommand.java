package com.nextgen.ml.service.cli.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.schema.ScoreKind;
import com.nextgen.ml.monitoring.schema.Task;
import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.ServiceAddress;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.CsvOptions;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.HelpOption;
import com.nextgen.ml.service.cli.command.Progress;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFile;
import com.nextgen.ml.service.csv.CsvRow;
import com.nextgen.ml.service.training.PredictionColumns;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Loads a scorer's file into a running service. */
@Command(
    name = "observe",
    description = {
      "Sends the predictions of a model that is served elsewhere from a CSV file to a running"
          + " service, each counted at its own time, with the labels that the file has.",
      "The file has the model's features, ids and predictions, and perhaps scores, times, labels and"
          + " the columns of groups. Sent again, a file is not counted again. Only CSV is read: write"
          + " Parquet as CSV first."
    })
public final class ObserveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin HelpOption help;
  @Mixin private ServiceAddress service;
  @Mixin private CsvOptions csv;

  @Option(names = "--model", required = true, paramLabel = "M")
  private String model;

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "the version that predicted (default: the one in production)")
  private @Nullable Integer version;

  @Option(names = "--data", required = true, paramLabel = "PREDICTIONS.csv")
  private Path data;

  @Option(
      names = "--id-column",
      paramLabel = "C",
      description = "holds the prediction ids, each of which stays its row's (default: id)")
  private @Nullable String id;

  @Option(
      names = "--prediction-column",
      paramLabel = "C",
      description =
          "holds the predictions (default: one named prediction, y_pred, predicted …; of two classes"
              + " they follow from scores where there is none)")
  private @Nullable String prediction;

  @Option(
      names = "--score-column",
      split = ",",
      paramLabel = "C",
      description =
          "holds the scores: of two classes the positive one's, else the predicted class's, or a"
              + " column for each class (default: one named score, probability, y_pred_proba …)")
  private List<String> scores = List.of();

  @Option(
      names = "--time-column",
      paramLabel = "C",
      description =
          "holds the times of the predictions (default: timestamp); without a zone they are taken as"
              + " UTC")
  private @Nullable String time;

  @Option(
      names = "--label-column",
      paramLabel = "C",
      description =
          "holds what turned out to be true, empty where it is not known (default: the model's"
              + " target, if there is such a column)")
  private @Nullable String label;

  @Option(
      names = "--subject-column",
      paramLabel = "C",
      description = "holds whom a row is about; only a keyed hash of it is kept")
  private @Nullable String subject;

  @Override
  public Integer call() throws CommandFailure {
    ServiceClient client = service.client();
    PrintWriter err = spec.commandLine().getErr();
    int number = version == null ? production(client) : version;
    JsonNode schema = schema(client, number);
    Progress progress = Progress.of(err, "rows");
    ObservationUpload upload;
    try (CsvFile file = CsvFile.open(data, csv.format())) {
      csv.note(data, err);
      ObservedColumns.Model watched = model(schema);
      ObservedColumns columns =
          ObservedColumns.of(
              file.columns(),
              watched,
              new ObservedColumns.Said(
                  id, new PredictionColumns(prediction, scores), time, label, subject));
      err.println(data + ": " + columns.inWords(watched));
      ObservationWriter writer =
          new ObservationWriter(schema, file.columns(), columns, csv.format());
      upload = new ObservationUpload(client, model, number, data, writer);
      List<CsvRow> rows = new ArrayList<>();
      for (CsvRow row = file.next(); row != null; row = file.next()) {
        rows.add(row);
        if (rows.size() == writer.rowsTogether()) {
          upload.send(rows);
          rows.clear();
          progress.at(upload.sent(), (double) file.bytesRead() / file.size());
        }
      }
      upload.send(rows);
      if (!writer.firstDay().isEmpty()) {
        err.println(
            "%s: times as %s are days, of which the first moment in UTC is taken"
                .formatted(data, writer.firstDay()));
      }
    } catch (CsvException | IllegalArgumentException e) {
      throw new CommandFailure(data + ": " + e.getMessage(), e);
    }
    progress.done(upload.sent());
    PrintWriter out = spec.commandLine().getOut();
    out.println(upload.inWords());
    if (!upload.labelsInWords().isEmpty()) {
      out.println(upload.labelsInWords());
    }
    return ExitStatus.DONE;
  }

  private int production(ServiceClient client) throws CommandFailure {
    JsonNode number = client.get(Paths.model(model)).path("production");
    if (number.isMissingNode()) {
      throw new CommandFailure(
          "no version of " + model + " is in production; say which one predicted with --version");
    }
    return number.asInt();
  }

  private JsonNode schema(ServiceClient client, int number) throws CommandFailure {
    JsonNode schema = client.get(Paths.version(model, number)).path("schema");
    if (schema.isMissingNode()) {
      throw new CommandFailure(
          "version %d of %s is not loaded: make an alias name it, as ./ml-service promote does"
              .formatted(number, model));
    }
    return schema;
  }

  private static ObservedColumns.Model model(JsonNode schema) {
    Set<String> features = new LinkedHashSet<>();
    schema.path("features").forEach(feature -> features.add(feature.path("name").asText()));
    List<String> groups = new ArrayList<>();
    schema.path("groups").forEach(group -> groups.add(group.path("attribute").asText()));
    Task task = Task.parse(schema.path("task").asText());
    JsonNode score = schema.path("score");
    return new ObservedColumns.Model(
        task,
        score.isTextual()
            ? ScoreKind.parse(score.asText())
            : task.isClassification() ? ScoreKind.PROBABILITY : ScoreKind.VALUE,
        features,
        schema.path("target").isTextual() ? schema.path("target").asText() : null,
        groups);
  }
}
