package com.nextgen.ml.service.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the drift report says of features that drifted, in a line each. */
final class Notice {
  private Notice() {}

  static List<String> of(ServiceClient client, String model, String window, Set<String> drifted)
      throws CommandFailure {
    JsonNode report = client.get(Paths.model(model) + "/drift?window=" + window);
    List<JsonNode> columns = new ArrayList<>();
    report.path("features").forEach(columns::add);
    columns.add(report.path("prediction"));
    List<String> lines = new ArrayList<>();
    for (JsonNode column : columns) {
      if (drifted.contains(column.path("name").asText())) {
        lines.add(line(column, report.path("window").path("rows").asLong()));
      }
    }
    return lines;
  }

  private static String line(JsonNode column, long rows) {
    StringBuilder line = new StringBuilder(column.path("name").asText()).append(" drifted");
    for (JsonNode test : column.path("tests")) {
      if (test.path("test").asText().equals("psi")) {
        line.append(String.format(Locale.ROOT, ", PSI %.2f", test.path("statistic").asDouble()));
      }
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
}
