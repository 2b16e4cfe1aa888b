package com.nextgen.ml.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.cli.client.FeatureWriter;
import com.nextgen.ml.service.cli.client.LabelNames;
import com.nextgen.ml.service.cli.client.LabelWriter;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives a running service the true outcomes. */
@Command(
    name = "feedback",
    description = {
      "Sends the labels of a CSV file to a running service.",
      "The file has the columns id and label, and perhaps timestamp, source and correct. A row whose"
          + " label is empty is passed over: it is not known yet."
    })
final class FeedbackCommand implements Callable<Integer> {
  private static final int TOGETHER = 1_000;
  private static final List<String> STATUSES =
      List.of("matched", "pending", "duplicate", "conflicting", "expired");

  @Spec private CommandSpec spec;
  @Mixin HelpOption help;
  @Mixin private ServiceAddress service;
  @Mixin private CsvOptions csv;

  @Option(names = "--model", required = true, paramLabel = "NAME")
  private String model;

  @Option(names = "--data", required = true, paramLabel = "LABELS.csv")
  private Path data;

  @Option(
      names = "--id-column",
      paramLabel = "C",
      description = "holds the prediction ids (default: id, or the only column that can)")
  private @Nullable String idColumn;

  @Option(
      names = "--label-column",
      paramLabel = "C",
      description =
          "holds the labels (default: label, or the model's target, or the only column that can)")
  private @Nullable String labelColumn;

  @Option(
      names = "--time-column",
      paramLabel = "C",
      defaultValue = "timestamp",
      description =
          "holds the times at which the labels became known, if there is such a column (default:"
              + " ${DEFAULT-VALUE}); without a zone they are taken as UTC")
  private String timeColumn;

  @Override
  public Integer call() throws CommandFailure {
    ServiceClient client = service.client();
    JsonNode schema = client.get(Paths.model(model)).path("schema");
    Map<String, Long> counts = new LinkedHashMap<>();
    STATUSES.forEach(status -> counts.put(status, 0L));
    Progress progress = Progress.of(spec.commandLine().getErr(), "labels");
    long sent = 0;
    long unknown = 0;
    try (CsvFile file = CsvFile.open(data, csv.format())) {
      csv.note(data, spec.commandLine().getErr());
      LabelNames names = LabelNames.of(data, csv.format(), schema, idColumn, labelColumn);
      if (names.isFound()) {
        spec.commandLine()
            .getErr()
            .println(
                "ids are read from column '"
                    + Messages.quoted(names.id())
                    + "', labels from '"
                    + Messages.quoted(names.label())
                    + "'");
      }
      LabelWriter writer =
          new LabelWriter(
              schema, file, csv.format().of(FeatureWriter.missing(schema)), names, timeColumn);
      List<CsvRow> rows = new ArrayList<>(TOGETHER);
      for (CsvRow row = file.next(); row != null; row = file.next()) {
        if (!writer.isKnown(row)) {
          unknown++;
          continue;
        }
        rows.add(row);
        if (rows.size() == TOGETHER) {
          sent += send(client, writer, rows, counts);
          progress.at(sent, (double) file.bytesRead() / file.size());
        }
      }
      sent += send(client, writer, rows, counts);
    } catch (CsvException e) {
      throw new CommandFailure(data + ": " + e.getMessage(), e);
    }
    progress.done(sent);
    String found =
        counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
    spec.commandLine()
        .getOut()
        .println(
            sent
                + " labels of "
                + data
                + ": "
                + found
                + (unknown == 0 ? "" : "; " + unknown + " rows have no label yet"));
    return ExitStatus.DONE;
  }

  private int send(
      ServiceClient client, LabelWriter writer, List<CsvRow> rows, Map<String, Long> counts)
      throws CommandFailure, CsvException {
    int count = rows.size();
    if (count > 0) {
      JsonNode answer;
      try {
        answer = client.post(Paths.model(model) + "/feedback", writer.body(rows));
      } catch (CommandFailure e) {
        throw new CommandFailure(
            data
                + ", "
                + LabelWriter.where(rows, String.valueOf(e.getMessage()))
                + "; what was sent before is kept, and sending it again does no harm",
            e);
      }
      counts.replaceAll((status, before) -> before + answer.path(status).asLong());
    }
    rows.clear();
    return count;
  }
}
