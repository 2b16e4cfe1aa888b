package com.nextgen.ml.service.metrics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of metrics, read back from its text. */
public record Scrape(String text, List<Series> series) {
  private static final Pattern LINE =
      Pattern.compile("([a-z_]+)(?:\\{((?:[^\"]|\"(?:[^\"\\\\]|\\\\.)*\")*)})? (\\S+)(?: # .*)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-z_0-9]+)=\"((?:[^\"\\\\]|\\\\.)*)\"(?:,|$)");

  /** One line. */
  record Series(String name, Map<String, String> labels, double value) {}

  public static Scrape of(MetricsPage page, String accept) {
    return of(new String(page.render(accept).body(), StandardCharsets.UTF_8));
  }

  static Scrape of(String text) {
    List<Series> series = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
          throw new IllegalArgumentException("not a line of the format: " + line);
        }
        double value = Double.parseDouble(matcher.group(3).replace("+Inf", "Infinity"));
        series.add(new Series(matcher.group(1), labels(matcher.group(2)), value));
      }
    }
    return new Scrape(text, series);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    if (text != null) {
      Matcher matcher = LABEL.matcher(text);
      int end = 0;
      while (matcher.find() && matcher.start() == end) {
        String value =
            matcher
                .group(2)
                .replaceAll("(?<!\\\\)((?:\\\\\\\\)*)\\\\n", "$1\n")
                .replace("\\\"", "\"")
                .replace("\\\\", "\\");
        labels.put(matcher.group(1), value);
        end = matcher.end();
      }
      if (end != text.length()) {
        throw new IllegalArgumentException("not labels: " + text);
      }
    }
    return labels;
  }

  List<Series> named(String name) {
    return series.stream().filter(s -> s.name().equals(name)).toList();
  }

  /** The series of a name that have at least these labels. */
  public List<Series> find(String name, Map<String, String> labels) {
    return named(name).stream()
        .filter(s -> s.labels().entrySet().containsAll(labels.entrySet()))
        .toList();
  }

  public double value(String name, Map<String, String> labels) {
    List<Series> found = find(name, labels);
    if (found.size() != 1) {
      throw new IllegalArgumentException(name + labels + " is " + found);
    }
    return found.get(0).value();
  }
}
