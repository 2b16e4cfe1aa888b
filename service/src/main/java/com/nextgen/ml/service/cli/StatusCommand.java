package com.nextgen.ml.service.cli;

import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.ServiceAddress;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.HelpOption;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how the versions of a running service are. */
@Command(
    name = "status",
    description =
        "Shows how each loaded version is: drift, quality, performance, concept, traffic, labels.")
final class StatusCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Pattern TROUBLE =
      Pattern.compile("(?<![\\w.-])(drifted|failed|problem)(?![\\w.-])");
  private static final String RED = "\u001b[1;31m";
  private static final String PLAIN = "\u001b[0m";
  private static final String CLEAR = "\u001b[H\u001b[2J";

  @Spec private CommandSpec spec;
  @Mixin HelpOption help;
  @Mixin private ServiceAddress service;

  @Option(names = "--model", paramLabel = "NAME", description = "this model alone")
  private @Nullable String model;

  @Option(names = "--watch", description = "again every two seconds, until it is interrupted")
  private boolean watch;

  @Override
  public Integer call() throws CommandFailure {
    ServiceClient client = service.client();
    PrintWriter out = spec.commandLine().getOut();
    boolean colour = Ansi.AUTO.enabled();
    String path =
        "/v1/status?format=text" + (model == null ? "" : "&model=" + Paths.segment(model));
    do {
      String text = client.text(path);
      out.print(colour ? (watch ? CLEAR : "") + coloured(text) : text + (watch ? "\n" : ""));
      out.flush();
    } while (watch && pause());
    return ExitStatus.DONE;
  }

  static String coloured(String text) {
    return TROUBLE.matcher(text).replaceAll(RED + "$1" + PLAIN);
  }

  /** Returns whether to go on: false if the thread is to end. */
  private static boolean pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
