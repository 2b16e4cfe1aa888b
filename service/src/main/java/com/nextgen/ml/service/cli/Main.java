package com.nextgen.ml.service.cli;

import com.nextgen.ml.service.BuildVersion;
import com.nextgen.ml.service.app.StartException;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.compare.CompareCommand;
import com.nextgen.ml.service.cli.demo.DemoCommand;
import com.nextgen.ml.service.cli.observe.ObserveCommand;
import com.nextgen.ml.service.cli.replay.ReplayCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where the program starts: finds the command and runs it. */
@Command(
    name = "ml-service",
    description = "The model server that watches its own models.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      RegisterCommand.class,
      BaselineCommand.class,
      CompareCommand.class,
      ReplayCommand.class,
      ObserveCommand.class,
      FeedbackCommand.class,
      RehearseCommand.class,
      PromoteCommand.class,
      RollbackCommand.class,
      StatusCommand.class,
      TokenCommand.class,
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs one command and ends the program with its status. */
  public static void main(String[] arguments) {
    System.exit(
        run(
            arguments,
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8)));
  }

  /**
   * Runs one command.
   *
   * @return 0 done, 1 drift found, 2 wrong use, 3 failed
   */
  public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((e, all) -> wrong(e))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command))
        .execute(arguments);
  }

  /** One line of what is wrong, one of where to look: the whole usage would push them away. */
  private static int wrong(ParameterException first) {
    CommandLine command = first.getCommandLine();
    List<String> unmatched = command.getUnmatchedArguments();
    // A misspelt option that is required is also missing; its spelling is what to mend.
    ParameterException e =
        first instanceof MissingParameterException && !unmatched.isEmpty()
            ? new UnmatchedArgumentException(command, unmatched)
            : first;
    PrintWriter err = command.getErr();
    err.println(Ansi.AUTO.string("@|bold,red wrong use:|@ ") + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println(command.getCommandSpec().qualifiedName() + " --help tells more");
    return ExitStatus.WRONG_USE;
  }

  private static int failed(Exception e, CommandLine command) {
    String message =
        e instanceof CommandFailure || e instanceof StartException
            ? e.getMessage()
            : "unexpected failure (" + e + "); run with -Dml.debug=true to see where";
    command.getErr().println(Ansi.AUTO.string("@|bold,red failed:|@ ") + message);
    if (Boolean.getBoolean("ml.debug")) {
      e.printStackTrace(command.getErr());
    }
    return ExitStatus.FAILED;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  /** What {@code --version} prints: the same version as {@code /v2}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"ml-service " + BuildVersion.current()};
    }
  }
}
