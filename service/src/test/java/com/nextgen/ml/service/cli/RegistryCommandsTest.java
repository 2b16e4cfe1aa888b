package com.nextgen.ml.service.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands on a copy of an example's registry, with made-up rows. */
public abstract class RegistryCommandsTest {
  static final String HEADER =
      "cnt,hr,holiday,weekday,workingday,weathersit,temp,atemp,hum,windspeed";

  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  @TempDir Path folder;

  int run(String... arguments) {
    return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  Path registry() {
    return folder.resolve("registry");
  }

  /** Copies the bike-sharing example's registry without its baseline. */
  void copyRegistry() throws IOException {
    Path from = examples().resolve("bike-sharing/registry");
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path to = registry().resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(to);
        } else if (!path.endsWith("baseline.json")) {
          Files.copy(path, to);
        }
      }
    }
  }

  public static Path examples() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("examples/bike-sharing"))) {
      at = at.getParent();
    }
    return at.resolve("examples");
  }

  /** Hours with demand that follows the temperature. */
  Path hours(String name, int rows, long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (int i = 0; i < rows; i++) {
      double temperature = random.nextInt(50) / 50.0;
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%d,%s,%d.0,%d,%d,%.2f,%s,%.2f,%.4f%n",
              (int) (100 * temperature) + 1,
              random.nextInt(24),
              random.nextInt(20) == 0 ? "TRUE" : "False",
              random.nextInt(7),
              random.nextInt(2),
              1 + random.nextInt(3),
              temperature,
              random.nextInt(10) == 0 ? "NA" : String.format(Locale.ROOT, "%.2f", temperature),
              random.nextDouble(),
              random.nextDouble() / 2));
    }
    return file(name, text.toString());
  }

  Path file(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
