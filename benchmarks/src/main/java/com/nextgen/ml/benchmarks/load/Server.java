package com.nextgen.ml.benchmarks.load;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server process under load. */
final class Server implements AutoCloseable {
  private static final int CORE = 0;
  private static final long START_SECONDS = 60;

  private final Target target;
  private final int port;
  private final Process process;

  private Server(Target target, int port, Process process) {
    this.target = target;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts a server and waits until it takes connections.
   *
   * @param log where what it prints goes
   * @throws IOException if it does not within a minute
   */
  static Server start(Target target, Path registry, List<String> options, File log)
      throws IOException, InterruptedException {
    int port = freePort();
    Process process =
        Java.start(
            Java.process(CORE, options, target.command(port, registry))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log)));
    Server server = new Server(target, port, process);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!server.takesConnections()) {
      if (!process.isAlive() || System.nanoTime() > until) {
        server.close();
        throw new IOException(target.code() + " did not start; " + log + " says why");
      }
      Thread.sleep(100);
    }
    return server;
  }

  Target target() {
    return target;
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    Java.awaitEnd(process);
  }

  private boolean takesConnections() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
