package com.nextgen.ml.service.cli.demo;

import com.nextgen.ml.service.app.LogFile;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.app.StartException;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.HelpOption;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the service at work on a simulated marketplace. */
@Command(
    name = "demo",
    description = "A simulated marketplace, live: traffic, drift, and what the service notices.")
public final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin HelpOption help;

  @Option(
      names = "--once",
      description = "all phases in simulated time, a table of expected and found, then the end")
  private boolean once;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "the port of the service; with --once any free one (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "20261101",
      description = "of the simulation (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--registry",
      paramLabel = "DIR",
      description = "another registry than that of examples/marketplace")
  private @Nullable Path registry;

  @Override
  public Integer call() throws CommandFailure, StartException {
    PrintWriter out = spec.commandLine().getOut();
    SplittableRandom random = new SplittableRandom(seed);
    List<Simulation> simulations =
        List.of(new Sessions(new Draws(random.split())), new Listings(new Draws(random.split())));
    Path models = registry();
    DemoFolder folder = DemoFolder.create();
    Screen screen = new Screen(out, ZoneId.systemDefault());
    List<DemoOutcome> outcomes;
    try (LogFile log = LogFile.open(folder.log())) {
      if (!once) {
        new LiveDemo(simulations, screen).run(settings(models, port, folder), log.path());
        return ExitStatus.DONE;
      }
      screen.log(log.path());
      outcomes = new SimulatedDemo(simulations, screen).run(settings(models, 0, folder));
    }
    out.println();
    OutcomeTable.print(outcomes, out);
    long differ = outcomes.stream().filter(outcome -> !outcome.agrees()).count();
    out.println();
    out.println(
        differ == 0
            ? "The service found what was there, and nothing else."
            : differ + " of " + outcomes.size() + " verdicts differ from what was there.");
    return differ == 0 ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private static ServiceSettings settings(Path models, int port, DemoFolder folder) {
    return ServiceSettings.of(models, "127.0.0.1", port).withStore(folder.store(), null);
  }

  private Path registry() throws CommandFailure {
    Path models =
        registry != null
            ? registry
            : Path.of(System.getProperty("ml.home", "."), "examples", "marketplace", "registry");
    if (!Files.isDirectory(models)) {
      throw new CommandFailure(
          "the demo's models are not in " + models + "; run it from a checkout, or use --registry");
    }
    return models;
  }
}
