package com.nextgen.ml.benchmarks.load;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is put under load. */
enum Target {
  /** The service as it is. */
  MONITORED,
  /** The service without its monitoring. */
  UNMONITORED,
  /** {@link BareNetty}. */
  BARE;

  static Target parse(String name) {
    return Arrays.stream(values())
        .filter(target -> target.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown target '"
                        + name
                        + "'; known: "
                        + Arrays.stream(values())
                            .map(Target::label)
                            .collect(Collectors.joining(", "))));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The main class and its arguments, and system properties before them. */
  List<String> command(int port, Path registry) {
    String service = "com.nextgen.ml.service.cli.Main";
    List<String> serve =
        List.of(
            service, "serve", "--registry", registry.toString(), "--port", Integer.toString(port));
    return switch (this) {
      case MONITORED -> serve;
      case UNMONITORED -> Stream.concat(serve.stream(), Stream.of("--unwatched")).toList();
      case BARE -> {
        Path onnx = registry.resolve(Path.of(Requests.MODEL, "versions", "1", "model.onnx"));
        yield List.of(BareNetty.class.getName(), Integer.toString(port), onnx.toString());
      }
    };
  }
}
