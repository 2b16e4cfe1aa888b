package com.nextgen.ml.service.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What the drift report says of features that drifted, in a line and a picture each. */
final class Notice {
  private static final int BAR = 12;

  private Notice() {}

  static List<String> of(ServiceClient client, String model, String window, Set<String> drifted)
      throws CommandFailure {
    return drifted.isEmpty()
        ? List.of()
        : lines(client.get(Paths.model(model) + "/drift?window=" + window), drifted);
  }

  /** Returns the lines of a report, beneath each other. */
  static List<String> lines(JsonNode report, Set<String> drifted) {
    List<JsonNode> columns = new ArrayList<>();
    report.path("features").forEach(columns::add);
    columns.add(report.path("prediction"));
    columns.add(report.path("predictedClass"));
    columns.removeIf(column -> !drifted.contains(name(column)));
    int width = columns.stream().mapToInt(column -> name(column).length()).max().orElse(0);
    long rows = report.path("window").path("rows").asLong();
    return columns.stream().map(column -> line(column, width, rows)).toList();
  }

  private static String name(JsonNode column) {
    return column.path("name").asText();
  }

  private static String line(JsonNode column, int width, long rows) {
    StringBuilder line = new StringBuilder(name(column));
    line.append(" ".repeat(width - line.length()));
    for (JsonNode test : column.path("tests")) {
      if (test.path("test").asText().equals("psi")) {
        double psi = test.path("statistic").asDouble();
        line.append(String.format(Locale.ROOT, "  %s PSI %.2f", Picture.bar(psi, BAR), psi));
      }
    }
    double[] training = shares(column.path("reference"));
    double[] now = shares(column.path("current"));
    if (training.length > 0 && training.length == now.length) {
      double full = Math.max(Picture.highest(training), Picture.highest(now));
      line.append("  training ")
          .append(Picture.profile(training, full))
          .append("  now ")
          .append(Picture.profile(now, full));
    }
    JsonNode quality = column.path("quality");
    for (String figure : List.of("missing", "below", "above", "unseen")) {
      long count = quality.path(figure).asLong();
      if (count * 100 >= rows && count > 0) {
        line.append(String.format(Locale.ROOT, ", %d %% %s", 100 * count / rows, figure));
      }
    }
    return line.toString();
  }

  private static double[] shares(JsonNode summary) {
    double[] counts =
        StreamSupport.stream(summary.path("bins").spliterator(), false)
            .mapToDouble(bin -> bin.path("count").asDouble())
            .toArray();
    double all = 0;
    for (double count : counts) {
      all += count;
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] /= Math.max(1, all);
    }
    return counts;
  }
}
