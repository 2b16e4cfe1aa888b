package com.nextgen.ml.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.table.CsvException;
import com.nextgen.ml.service.table.CsvRow;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin HelpOption help;
  @Mixin private ServiceAddress service;

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

  @Option(names = "--rate", paramLabel = "R", description = "rows a second")
  private @Nullable Double rate;

  @Option(names = "--speed", paramLabel = "X", description = "so many times the data's own speed")
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
    PrintWriter err = spec.commandLine().getErr();
    ServiceClient client = service.client();
    JsonNode schema = client.get(Paths.model(model)).path("schema");
    try {
      Progress reading = Progress.of(err, "rows read");
      ReplayRows rows = ReplayRows.read(data, timeColumn, reading);
      if (rows.rows().isEmpty()) {
        throw new CommandFailure(data + " has no rows");
      }
      long sent =
          send(client, new InstanceWriter(schema, rows.columns(), idColumn), rows.rows(), pace);
      spec.commandLine().getOut().println(sent + " rows of " + data + " predicted by " + model);
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

  /** Rows that are due together go in one request. */
  private long send(
      ServiceClient client, InstanceWriter writer, List<ReplayRows.Row> rows, Pace pace)
      throws CommandFailure {
    Progress progress = Progress.of(spec.commandLine().getErr(), "rows");
    String path = Paths.model(model) + "/predict";
    Instant first = rows.get(0).time();
    long began = System.nanoTime();
    List<CsvRow> due = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      long wait = pace.due(i, rows.get(i).time(), first).toNanos() - (System.nanoTime() - began);
      if (!due.isEmpty() && (wait > 0 || due.size() == batch)) {
        client.post(path, writer.body(due));
        due.clear();
        progress.at(i, (double) i / rows.size());
      }
      pause(Duration.ofNanos(wait));
      due.add(rows.get(i).values());
    }
    client.post(path, writer.body(due));
    progress.done(rows.size());
    return rows.size();
  }

  private static void pause(Duration wait) throws CommandFailure {
    if (wait.isNegative() || wait.isZero()) {
      return;
    }
    try {
      Thread.sleep(wait.toMillis(), wait.toNanosPart() % 1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }
}
