package com.nextgen.ml.service.cli;

import com.nextgen.ml.service.access.token.FileTokens;
import com.nextgen.ml.service.access.token.TokenRule;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.cli.command.HelpOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the line of a token for the file that {@code serve --tokens} reads. */
@Command(
    name = "token",
    description =
        "Writes a line for the file of serve --tokens: the hash of a token, read from standard"
            + " input, and what its bearer may do.")
final class TokenCommand implements Callable<Integer> {
  private static final int RANDOM_BYTES = 32;

  @Spec private CommandSpec spec;
  @Mixin HelpOption help;

  @Parameters(index = "0", paramLabel = "NAME", description = "whose token it is")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "ROLE",
      description =
          "predict, feedback, read or admin, for all models; read:price,intent for these two")
  private List<String> roles = List.of();

  @Option(
      names = "--new",
      description = "draws a token instead, and shows it once, on standard error")
  private boolean fresh;

  @Override
  public Integer call() throws CommandFailure {
    String token = fresh ? draw() : read(System.in);
    String line;
    try {
      line = FileTokens.line(name, token, roles);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    spec.commandLine().getOut().println(line);
    if (fresh) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("the token, which is kept nowhere: " + token);
    }
    return ExitStatus.DONE;
  }

  private static String draw() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String read(InputStream in) throws CommandFailure {
    try {
      // Longer than any may be, so that the rule says what is wrong.
      byte[] bytes = in.readNBytes(2 * TokenRule.MAX_LENGTH);
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new CommandFailure("standard input cannot be read", e);
    }
  }
}
