package com.nextgen.ml.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.ServiceAddress;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.HelpOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Moves the alias {@code production} back to the version it named before. */
@Command(
    name = "rollback",
    description = "Makes the version that was in production before the present one so again.")
final class RollbackCommand implements Callable<Integer> {
  private static final String ALIAS = "production";

  @Spec private CommandSpec spec;
  @Mixin HelpOption help;
  @Mixin private ServiceAddress service;

  @Option(names = "--model", required = true, paramLabel = "NAME")
  private String model;

  @Override
  public Integer call() throws CommandFailure {
    ServiceClient client = service.client();
    JsonNode previous = client.get(Paths.model(model)).path("previousProduction");
    if (previous.asInt() < 1) {
      throw new CommandFailure("no earlier production version of " + model + " is on record");
    }
    PromoteCommand.moveAlias(client, model, ALIAS, previous.asInt(), "rollback");
    spec.commandLine()
        .getOut()
        .println(ALIAS + " of " + model + " is version " + previous.asInt() + " again");
    return ExitStatus.DONE;
  }
}
