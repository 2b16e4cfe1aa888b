package com.nextgen.ml.service.store;

import com.nextgen.ml.service.store.sql.StoreAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server of Debian's on a free loopback port, with a data folder of its own. It
 * refuses to run as root, so where the tests do, it runs as {@code postgres}.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

  /**
   * In memory, if there is room: each database is 300 files, and to remove 40 of them from a disk
   * took so long that the tests' process was killed at its end.
   */
  private static final Path MEMORY = Path.of("/dev/shm");

  private static final long ROOM = 2L << 30;

  private final AtomicInteger databases = new AtomicInteger();
  private final Path programs;
  private final Path data;
  private final int port;

  private PostgresServer(Path programs, Path data, int port) {
    this.programs = programs;
    this.data = data;
    this.port = port;
  }

  private static final class Shared {
    static final PostgresServer SERVER = startAndStopAtTheEnd();

    private static PostgresServer startAndStopAtTheEnd() {
      PostgresServer server = start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return server;
    }
  }

  /** One that all tests share; the test is skipped where PostgreSQL is not installed. */
  public static PostgresServer shared() {
    installed();
    return Shared.SERVER;
  }

  /** One that the test stops; the test is skipped where PostgreSQL is not installed. */
  public static PostgresServer start() {
    try {
      Path programs = installed();
      Path data =
          Path.of(
              run(asPostgres(List.of("mktemp", "-d", parent() + "/ml-service-postgres-XXXXXX"))));
      run(
          asPostgres(
              List.of(
                  programs.resolve("initdb").toString(),
                  "--pgdata=" + data,
                  "--auth=trust",
                  "--username=ml",
                  "--encoding=UTF8",
                  "--no-sync")));
      PostgresServer server = new PostgresServer(programs, data, freePort());
      server.resume();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path parent() throws IOException {
    boolean fits = Files.isDirectory(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() >= ROOM;
    return fits ? MEMORY : Path.of("/tmp");
  }

  private static Path installed() {
    try (Stream<Path> versions =
        Files.isDirectory(INSTALLED) ? Files.list(INSTALLED) : Stream.empty()) {
      Optional<Path> programs =
          versions
              .map(version -> version.resolve("bin"))
              .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
              .max(Comparator.naturalOrder());
      Assumptions.assumeTrue(
          programs.isPresent(), "PostgreSQL is not installed (apt-get install postgresql)");
      return programs.orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts it again on the same port. */
  public void resume() {
    control(
        "start",
        "-l",
        data.resolve("log").toString(),
        "-o",
        "-p "
            + port
            + " -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=50 -k "
            + data);
  }

  /** Stops it, whatever it is doing. */
  public void pause() {
    control("stop", "-m", "fast");
  }

  /** The address of a new database. */
  public StoreAddress newDatabase() {
    String name = "store_" + databases.incrementAndGet();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=ml");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new StoreAddress(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=ml", Map.of());
  }

  @Override
  public void close() {
    control("stop", "-m", "immediate");
    try {
      run(asPostgres(List.of("rm", "-rf", data.toString())));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void control(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(programs.resolve("pg_ctl").toString());
    command.add("--pgdata=" + data);
    command.add("-w");
    command.addAll(List.of(arguments));
    try {
      run(asPostgres(command));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> asPostgres(List<String> command) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    List<String> other = new ArrayList<>(List.of("runuser", "-u", "postgres", "--"));
    other.addAll(command);
    return other;
  }

  private static String run(List<String> command) throws IOException {
    // Into a file: a server that goes on running would keep a pipe open.
    Path out = Files.createTempFile("ml-service-postgres", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/tmp").toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      String said = Files.readString(out, StandardCharsets.UTF_8).strip();
      if (!ended || process.exitValue() != 0) {
        throw new IOException(String.join(" ", command) + ": " + said);
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(out);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
