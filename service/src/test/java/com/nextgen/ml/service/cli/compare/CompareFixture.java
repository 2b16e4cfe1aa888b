package com.nextgen.ml.service.cli.compare;

import com.nextgen.ml.service.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.io.TempDir;

/** Files to compare, and the command that compares them. */
abstract class CompareFixture {
  static final int ROWS = 1000;

  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();
  @TempDir Path folder;

  Path columns(String name, String header, IntFunction<String> row) throws IOException {
    List<String> lines = new ArrayList<>(List.of(header));
    for (int i = 0; i < ROWS; i++) {
      lines.add(row.apply(i));
    }
    return Files.write(folder.resolve(name), lines);
  }

  Path pair(String name, long seed, double correlation) throws IOException {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("x,y\n");
    for (int i = 0; i < ROWS; i++) {
      double x = random.nextGaussian();
      double other = random.nextGaussian() * Math.sqrt(1 - correlation * correlation);
      csv.append(x).append(',').append(correlation * x + other).append('\n');
    }
    return Files.writeString(folder.resolve(name), csv);
  }

  int run(Object... arguments) {
    List<String> texts = new ArrayList<>(List.of("compare"));
    for (Object argument : arguments) {
      texts.add(argument.toString());
    }
    return Main.run(
        texts.toArray(new String[0]), new PrintWriter(out, true), new PrintWriter(err, true));
  }

  /** Orders; half of them come through {@code channel}, the others through the shop. */
  Path table(String name, long seed, double shift, String channel) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(List.of("order,price,rating,channel,member"));
    for (int i = 0; i < ROWS; i++) {
      lines.add(
          String.join(
              ",",
              "o-" + seed + "-" + i,
              Double.toString(random.nextGaussian() + shift),
              Integer.toString(random.nextInt(5)),
              random.nextBoolean() ? channel : "shop",
              random.nextBoolean() ? "TRUE" : ""));
    }
    return Files.write(folder.resolve(name), lines);
  }
}
