package com.nextgen.ml.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The client process. */
final class Client implements AutoCloseable {
  private static final int CORE = 1;
  private static final List<String> OPTIONS = List.of("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC");

  private final Process process;
  private final BufferedReader answers;
  private final PrintStream commands;

  Client() throws IOException {
    process = Java.start(Java.process(CORE, OPTIONS, List.of(LoadClient.class.getName())));
    answers = process.inputReader(StandardCharsets.UTF_8);
    commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** The body of a server's answer to the first request. */
  String probe(Server server) throws IOException {
    return ask("probe " + server.port());
  }

  /**
   * Puts a server under load.
   *
   * @param warmUpRequests and {@code warmUpMillis}: what comes first ends the warm-up
   */
  Measurement load(
      Server server, int connections, int warmUpRequests, long warmUpMillis, long measuredMillis)
      throws IOException {
    String command =
        "load %d %d %d %d %d %d"
            .formatted(
                server.port(),
                server.pid(),
                connections,
                warmUpRequests,
                warmUpMillis,
                measuredMillis);
    return Measurement.parse(ask(command));
  }

  private String ask(String command) throws IOException {
    commands.println(command);
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the client ended; the lines above say why");
    }
    return answer;
  }

  @Override
  public void close() {
    commands.close();
    Java.awaitEnd(process);
  }
}
