package com.nextgen.ml.service.cli.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.cli.client.LabelWriter;
import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvRow;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends rows and their labels, and sums up what the service says became of them. */
final class ObservationUpload {
  private static final String ACCEPTED = "accepted";
  private static final String PAST = "past";
  private static final String UNCOUNTED = "uncounted";

  private final ServiceClient client;
  private final String model;
  private final int version;
  private final Path file;
  private final ObservationWriter writer;
  private final Map<String, Long> rows = counts(ACCEPTED, PAST, UNCOUNTED, "duplicate", "expired");
  private final Map<String, Long> labels =
      counts("matched", "pending", "duplicate", "conflicting", "expired");
  private long sent;
  private long labelled;

  /**
   * @param file for messages
   */
  ObservationUpload(
      ServiceClient client, String model, int version, Path file, ObservationWriter writer) {
    this.client = client;
    this.model = model;
    this.version = version;
    this.file = file;
    this.writer = writer;
  }

  private static Map<String, Long> counts(String... names) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String name : names) {
      counts.put(name, 0L);
    }
    return counts;
  }

  /** Sends some rows in one request, and their labels in another; nothing if there are none. */
  void send(List<CsvRow> some) throws CommandFailure, CsvException {
    if (some.isEmpty()) {
      return;
    }
    add(
        rows,
        post(Paths.version(model, version) + "/observations", writer.observations(some), some));
    sent += some.size();
    List<CsvRow> known = some.stream().filter(writer::isLabelled).toList();
    if (!known.isEmpty()) {
      add(labels, post(Paths.model(model) + "/feedback", writer.labels(known), known));
      labelled += known.size();
    }
  }

  private JsonNode post(String path, byte[] body, List<CsvRow> some) throws CommandFailure {
    try {
      return client.post(path, body);
    } catch (CommandFailure e) {
      throw new CommandFailure(
          file
              + ", "
              + LabelWriter.where(some, String.valueOf(e.getMessage()))
              + "; "
              + sent
              + " rows before are kept, and sending them again does no harm",
          e);
    }
  }

  private static void add(Map<String, Long> counts, JsonNode answer) {
    counts.replaceAll((name, before) -> before + answer.path(name).asLong());
  }

  /** Returns how many rows were sent. */
  long sent() {
    return sent;
  }

  /** Returns a line that says what became of the rows. */
  String inWords() {
    long past = rows.getOrDefault(PAST, 0L);
    long uncounted = rows.getOrDefault(UNCOUNTED, 0L);
    String found =
        rows.entrySet().stream()
            .filter(count -> !count.getKey().equals(PAST) && !count.getKey().equals(UNCOUNTED))
            .map(
                count ->
                    count.getValue()
                        + " "
                        + count.getKey()
                        + (count.getKey().equals(ACCEPTED) && past > 0
                            ? " (" + past + " of them in the history of their time alone)"
                            : ""))
            .collect(Collectors.joining(", "));
    return "%d rows of %s observed by %s/%d: %s%s"
        .formatted(
            sent,
            file,
            model,
            version,
            found,
            uncounted == 0
                ? ""
                : "; %d are older than counts are kept: their labels count, no drift report has them"
                    .formatted(uncounted));
  }

  /** Returns a line that says what became of the labels; empty if there were none. */
  String labelsInWords() {
    return labelled == 0
        ? ""
        : labelled
            + " labels: "
            + labels.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
  }
}
