package com.nextgen.ml.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.ServiceAddress;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.HelpOption;
import com.nextgen.ml.service.cli.command.WholeFile;
import com.nextgen.ml.service.registry.ReadLimit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells which drift alarms another policy would have raised. */
@Command(
    name = "rehearse",
    description = {
      "Tells which drift alarms a monitoring policy would have raised on the counts that a running",
      "service has kept, and the smallest shift it can see, before anyone is paged by it."
    })
final class RehearseCommand implements Callable<Integer> {
  private static final int MAX_PRINTED = 20;

  @Spec private CommandSpec spec;
  @Mixin HelpOption help;
  @Mixin private ServiceAddress service;

  @Option(names = "--model", required = true, paramLabel = "NAME")
  private String model;

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "the model's version (default: the one in production)")
  private @Nullable Integer version;

  @Option(
      names = "--policy",
      required = true,
      paramLabel = "FILE.yaml",
      description = "the mapping 'monitoring', or a whole model.yaml")
  private Path policy;

  @Option(
      names = "--last",
      paramLabel = "TIME",
      defaultValue = "30d",
      description = "how far back, if counts are kept so long (default: ${DEFAULT-VALUE})")
  private String last;

  @Option(names = "--json", paramLabel = "FILE", description = "writes the answer to a file")
  private @Nullable Path json;

  @Override
  public Integer call() throws CommandFailure {
    String path = version == null ? Paths.model(model) : Paths.version(model, version);
    JsonNode answer =
        service
            .client()
            .postYaml(
                path + "/rehearsal?last=" + Paths.segment(last),
                WholeFile.read(policy, ReadLimit.YAML));
    if (json != null) {
      try {
        Files.writeString(json, answer.toPrettyString() + "\n");
      } catch (IOException e) {
        throw new CommandFailure(json + " cannot be written", e);
      }
    }
    print(answer, spec.commandLine().getOut());
    return ExitStatus.DONE;
  }

  private static void print(JsonNode answer, PrintWriter out) {
    String name = answer.path("model").asText() + " version " + answer.path("version").asText();
    if (answer.path("keptSince").isNull()) {
      out.println("No counts of " + name + " are kept: there is nothing to rehearse on.");
      return;
    }
    out.println(name + ", counts kept since " + answer.path("keptSince").asText());
    out.printf(
        Locale.ROOT,
        "%n%-7s %7s %11s %8s %7s %9s %12s  %s%n",
        "window",
        "looks",
        "enough data",
        "level",
        "alarms",
        "if stable",
        "median rows",
        "smallest shift seen");
    for (JsonNode window : answer.path("windows")) {
      out.printf(
          Locale.ROOT,
          "%-7s %7d %11d %8.2g %7d %9.2g %12d  %s%n",
          window.path("window").asText(),
          window.path("looks").asLong(),
          window.path("looksWithEnoughData").asLong(),
          window.path("level").asDouble(),
          window.path("alarmCount").asLong(),
          window.path("expectedFalseAlarms").asDouble(),
          window.path("medianRows").asLong(),
          smallest(window.path("smallestShifts")));
    }
    for (JsonNode window : answer.path("windows")) {
      alarms(window, out);
    }
  }

  /** From the column that is seen best to the one that is seen worst. */
  private static String smallest(JsonNode shifts) {
    JsonNode best = null;
    JsonNode worst = null;
    for (JsonNode shift : shifts) {
      double psi = shift.path("psi").asDouble();
      best = best == null || psi < best.path("psi").asDouble() ? shift : best;
      worst = worst == null || psi > worst.path("psi").asDouble() ? shift : worst;
    }
    if (best == null || worst == null) {
      return "none: not enough data";
    }
    String most = spelled(worst) + " (" + Messages.quoted(worst.path("column").asText()) + ")";
    return spelled(best).equals(spelled(worst)) ? spelled(best) : spelled(best) + " to " + most;
  }

  private static String spelled(JsonNode shift) {
    return String.format(
        Locale.ROOT,
        "PSI %.3f, %.2f sigma",
        shift.path("psi").asDouble(),
        shift.path("sigmas").asDouble());
  }

  private static void alarms(JsonNode window, PrintWriter out) {
    long count = window.path("alarmCount").asLong();
    if (count == 0) {
      return;
    }
    out.println();
    out.println("Alarms of " + window.path("window").asText() + ":");
    int printed = 0;
    for (JsonNode alarm : window.path("alarms")) {
      if (printed++ == MAX_PRINTED) {
        break;
      }
      List<String> columns = new ArrayList<>();
      for (JsonNode drifted : alarm.path("drifted")) {
        columns.add(
            String.format(
                Locale.ROOT,
                "%s (PSI %.2f)",
                Messages.quoted(drifted.path("column").asText()),
                drifted.path("psi").asDouble()));
      }
      if (alarm.path("multivariate").asBoolean()) {
        columns.add("the features together");
      }
      out.println(
          "  "
              + alarm.path("from").asText()
              + " to "
              + alarm.path("to").asText()
              + "  "
              + String.join(", ", columns));
    }
    if (count > MAX_PRINTED) {
      out.println("  and " + (count - MAX_PRINTED) + " more");
    }
  }
}
