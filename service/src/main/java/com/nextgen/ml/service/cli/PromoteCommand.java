package com.nextgen.ml.service.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.ServiceAddress;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.HelpOption;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Moves an alias of a running service to a version. */
@Command(
    name = "promote",
    description = "Makes a version the one that calls without a version go to.")
final class PromoteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin HelpOption help;
  @Mixin private ServiceAddress service;

  @Option(names = "--model", required = true, paramLabel = "NAME")
  private String model;

  @Option(names = "--version", required = true, paramLabel = "N")
  private int version;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "kept in the log")
  private String reason;

  @Option(
      names = "--alias",
      paramLabel = "ALIAS",
      defaultValue = "production",
      description = "another alias than ${DEFAULT-VALUE}")
  private String alias;

  @Override
  public Integer call() throws CommandFailure {
    moveAlias(service.client(), model, alias, version, reason);
    spec.commandLine().getOut().println(alias + " of " + model + " is version " + version);
    return ExitStatus.DONE;
  }

  static void moveAlias(
      ServiceClient client, String model, String alias, int version, String reason)
      throws CommandFailure {
    String body =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", version)
            .put("reason", reason)
            .toString();
    client.put(
        Paths.model(model) + "/aliases/" + Paths.segment(alias),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
