package com.nextgen.ml.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is put under load. */
enum Target {
  /** The service as it is, without a store. */
  MONITORED,
  /** The service with a prediction log in a new SQLite file. */
  LOGGED,
  /** The service without its monitoring. */
  UNMONITORED,
  /** {@link BareNetty}. */
  BARE;

  static Target parse(String name) {
    return Arrays.stream(values())
        .filter(target -> target.code().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown target '"
                        + name
                        + "'; known: "
                        + Arrays.stream(values())
                            .map(Target::code)
                            .collect(Collectors.joining(", "))));
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The main class and its arguments, and system properties before them. */
  List<String> command(int port, Path registry) {
    String service = "com.nextgen.ml.service.cli.Main";
    List<String> serve =
        List.of(
            service, "serve", "--registry", registry.toString(), "--port", Integer.toString(port));
    return switch (this) {
      case MONITORED -> with(serve, "--store", "none");
      case LOGGED -> with(serve, "--store", "jdbc:sqlite:" + newFile());
      case UNMONITORED -> with(serve, "--store", "none", "--unwatched");
      case BARE -> {
        Path onnx = registry.resolve(Path.of(Requests.MODEL, "versions", "1", "model.onnx"));
        yield List.of(BareNetty.class.getName(), Integer.toString(port), onnx.toString());
      }
    };
  }

  private static List<String> with(List<String> serve, String... more) {
    return Stream.concat(serve.stream(), Stream.of(more)).toList();
  }

  private static Path newFile() {
    try {
      Path folder = Files.createTempDirectory("ml-service-load");
      folder.toFile().deleteOnExit();
      for (String end : List.of("", "-wal", "-shm")) {
        folder.resolve("store.db" + end).toFile().deleteOnExit();
      }
      return folder.resolve("store.db");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
