package com.nextgen.ml.monitoring.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** The data sets and reference figures that lie beside the project; tests skip without them. */
public final class SharedData {
  private final Path root;

  private SharedData(Path root) {
    this.root = root;
  }

  /** The first {@code shared} folder beside an ancestor of the working directory. */
  public static SharedData find() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path shared = at.resolve("shared");
      if (Files.isDirectory(shared.resolve("data"))) {
        return new SharedData(shared);
      }
    }
    Assumptions.abort("skipped: there is no ../shared/data beside the project");
    throw new AssertionError("not reached");
  }

  public JsonNode reference() {
    try {
      return new ObjectMapper().readTree(root.resolve("reference/reference.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A plain CSV whose fields hold no commas. */
  public Rows csv(String path) {
    Path file = root.resolve("data").resolve(path);
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = path.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      List<String[]> lines =
          reader.lines().map(line -> line.replace("\"", "").split(",", -1)).toList();
      return new Rows(List.of(lines.get(0)), lines.subList(1, lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows of text under a header. */
  public record Rows(List<String> header, List<String[]> rows) {

    public Rows where(String column, Predicate<String> test) {
      int index = header.indexOf(column);
      return new Rows(header, rows.stream().filter(row -> test.test(row[index])).toList());
    }

    /** Every second row, from {@code first} on. */
    public Rows everySecond(int first) {
      List<String[]> half = new ArrayList<>();
      for (int i = first; i < rows.size(); i += 2) {
        half.add(rows.get(i));
      }
      return new Rows(header, half);
    }

    /** Rows from, to (exclusive) and step, as in Python. */
    public Rows slice(int from, int to, int step) {
      List<String[]> some = new ArrayList<>();
      for (int i = from; i < Math.min(to, rows.size()); i += step) {
        some.add(rows.get(i));
      }
      return new Rows(header, some);
    }

    public List<String> texts(String column) {
      int index = header.indexOf(column);
      return rows.stream().map(row -> row[index]).toList();
    }

    public double[] numbers(String column) {
      return texts(column).stream().mapToDouble(Double::parseDouble).toArray();
    }
  }
}
