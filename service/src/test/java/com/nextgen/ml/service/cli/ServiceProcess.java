package com.nextgen.ml.service.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code serve} in a process of its own. */
final class ServiceProcess implements AutoCloseable {
  private final Process process;
  private final String address;

  private ServiceProcess(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it with the demo's models, and waits until it takes requests. */
  static ServiceProcess start(Path store) throws IOException {
    Path registry = RegistryCommandsTest.examples().resolve("marketplace/registry");
    return start(registry, "jdbc:sqlite:" + store);
  }

  /** Starts it and waits until it takes requests. */
  static ServiceProcess start(Path registry, String store, String... more) throws IOException {
    return start(Map.of(), registry, store, more);
  }

  /** Starts it with settings from the environment, and waits until it takes requests. */
  static ServiceProcess start(
      Map<String, String> environment, Path registry, String store, String... more)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                "com.nextgen.ml.service.cli.Main",
                "serve",
                "--registry",
                registry.toString(),
                "--port",
                "0",
                "--store",
                store));
    command.addAll(List.of(more));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    Process process = builder.start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      int at = line.indexOf("http://");
      if (line.startsWith("metrics: ") && at > 0) {
        return new ServiceProcess(process, line.substring(at).replace("/metrics", ""));
      }
    }
    process.destroyForcibly();
    throw new IOException("the service did not start");
  }

  String address() {
    return address;
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  /** Asks it to end, as {@code kill} does; its exit status, -1 if it does not end in time. */
  int stop(Duration atMost) throws InterruptedException {
    process.destroy();
    return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
