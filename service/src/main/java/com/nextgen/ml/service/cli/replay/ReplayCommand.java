package com.nextgen.ml.service.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.schema.policy.DurationSpelling;
import com.nextgen.ml.service.cli.client.FeatureWriter;
import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.ServiceAddress;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.CsvOptions;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.HelpOption;
import com.nextgen.ml.service.cli.command.Progress;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends the rows of a CSV file through a running service, in time order. */
@Command(
    name = "replay",
    description = "Sends the rows of a CSV file through a running service, in time order.")
public final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin HelpOption help;
  @Mixin private ServiceAddress service;
  @Mixin private CsvOptions csv;

  @Option(names = "--model", required = true, paramLabel = "NAME")
  private String model;

  @Option(names = "--data", required = true, paramLabel = "FILE.csv")
  private Path data;

  @Option(names = "--id-column", paramLabel = "C", description = "holds the prediction ids")
  private @Nullable String idColumn;

  @Option(
      names = "--time-column",
      paramLabel = "C",
      description = "holds the rows' times; without it the file's order is taken")
  private @Nullable String timeColumn;

  @Option(
      names = "--label-column",
      paramLabel = "C",
      description = "holds the true outcome; rows where it is empty get no label")
  private @Nullable String labelColumn;

  @Option(
      names = "--label-delay",
      paramLabel = "D",
      defaultValue = "0s",
      description =
          "from a prediction to its label, as 30s or 7d; in the data's time with --speed, else in"
              + " wall time (default: ${DEFAULT-VALUE})")
  private String labelDelay;

  @Option(names = "--rate", paramLabel = "R", description = "rows a second")
  private @Nullable Double rate;

  @Option(names = "--speed", paramLabel = "X", description = "this many times the data's own speed")
  private @Nullable Double speed;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "32",
      description = "most rows in one request (default: ${DEFAULT-VALUE})")
  private int batch;

  @Override
  public Integer call() throws CommandFailure {
    Pace pace = pace();
    Duration delay = delay();
    PrintWriter err = spec.commandLine().getErr();
    ServiceClient client = service.client();
    JsonNode schema = client.get(Paths.model(model)).path("schema");
    try {
      csv.note(data, err);
      Progress reading = Progress.of(err, "rows read");
      ReplayRows rows = ReplayRows.read(data, csv.format(), timeColumn, reading);
      if (rows.rows().isEmpty()) {
        throw new CommandFailure(data + " has no rows");
      }
      CsvFormat format = csv.format().of(FeatureWriter.missing(schema));
      ReplayLabels labels =
          labelColumn == null
              ? null
              : new ReplayLabels(client, model, schema, rows.columns(), labelColumn, format, delay);
      InstanceWriter writer = new InstanceWriter(schema, rows.columns(), idColumn, format);
      long sent =
          new Replay(client, model, writer, labels, batch)
              .send(rows.rows(), pace, Progress.of(err, "rows"));
      PrintWriter out = spec.commandLine().getOut();
      long repeated = writer.repeatedIds(rows);
      out.println(
          sent
              + " rows of "
              + data
              + " predicted by "
              + model
              + (repeated == 0
                  ? ""
                  : "; "
                      + repeated
                      + " of them carried an id that had come before and were answered, not counted"));
      if (labels != null) {
        out.println(labels.sent() + " labels sent, " + labels.matched() + " matched");
      }
      return ExitStatus.DONE;
    } catch (CsvException e) {
      throw new CommandFailure(data + ": " + e.getMessage(), e);
    }
  }

  private Pace pace() {
    try {
      if (rate != null && speed != null) {
        throw new IllegalArgumentException("--rate and --speed exclude each other");
      }
      if (speed != null && timeColumn == null) {
        throw new IllegalArgumentException("--speed needs --time-column");
      }
      if (batch < 1 || batch > 10_000) {
        throw new IllegalArgumentException("--batch must be 1 to 10000");
      }
      return rate != null
          ? new Pace.Rate(rate)
          : speed != null ? new Pace.Speed(speed) : new Pace.Unbounded();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** In the replay's own time. */
  private Duration delay() {
    try {
      Duration delay = DurationSpelling.parse(labelDelay);
      return speed == null ? delay : Duration.ofNanos((long) (delay.toMillis() / speed * 1e6));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--label-delay '" + labelDelay + "' is no duration such as 7d", e);
    }
  }
}
