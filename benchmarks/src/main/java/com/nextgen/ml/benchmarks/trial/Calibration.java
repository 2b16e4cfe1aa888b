package com.nextgen.ml.benchmarks.trial;

import com.nextgen.ml.benchmarks.trial.Section.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs the trial and prints its tables, or writes them to their places on a page.
 *
 * <p>Arguments: names of {@link Section}s in small letters, all if there are none; {@code --quick}
 * for sizes of about a minute in all; {@code --seed N}; {@code --data FOLDER} of the data sets;
 * {@code --write PAGE}.
 */
public final class Calibration {
  private Calibration() {}

  /** Runs. */
  public static void main(String[] arguments) throws IOException {
    List<Section> sections = new ArrayList<>();
    Scale scale = Scale.FULL;
    long seed = 2026;
    Path data = Path.of("../shared/data");
    Path page = null;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--quick" -> scale = Scale.QUICK;
        case "--seed" -> seed = Long.parseLong(arguments[++i]);
        case "--data" -> data = Path.of(arguments[++i]);
        case "--write" -> page = Path.of(arguments[++i]);
        default -> sections.add(section(arguments[i]));
      }
    }
    Request request = new Request(scale, seed, data);
    for (Section section : sections.isEmpty() ? List.of(Section.values()) : sections) {
      String name = name(section);
      long begin = System.nanoTime();
      Map<String, String> tables =
          new TreeMap<>(section.run(request, done -> System.err.println(name + ": " + done)));
      System.err.printf(Locale.ROOT, "%s: %.0f s%n", name, (System.nanoTime() - begin) / 1e9);
      for (Map.Entry<String, String> table : tables.entrySet()) {
        if (page == null) {
          System.out.printf("%s%n%n%s%n", table.getKey(), table.getValue());
        } else {
          write(page, table.getKey(), table.getValue());
        }
      }
    }
  }

  private static String name(Section section) {
    return section.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Section section(String word) {
    return Stream.of(Section.values())
        .filter(section -> name(section).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is none of %s"
                        .formatted(word, Stream.of(Section.values()).map(s -> name(s)).toList())));
  }

  private static void write(Path page, String place, String table) throws IOException {
    String text = Files.readString(page);
    String begin = "<!-- trial:" + place + " -->\n";
    int from = text.indexOf(begin);
    int to = text.indexOf("<!-- end -->", from);
    if (from < 0 || to < 0) {
      throw new IOException("the page has no place for '" + place + "'");
    }
    Files.writeString(
        page, text.substring(0, from) + begin + "\n" + table + "\n" + text.substring(to));
  }
}
