package com.nextgen.ml.service.cli.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.cli.client.LabelWriter;
import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.RequestBody;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.csv.ColumnNames;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.csv.CsvFormat;
import com.nextgen.ml.service.csv.CsvRow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The truths of rows that were replayed, on their way to the service: each is told some time after
 * its prediction. A row whose field is empty has none.
 */
final class ReplayLabels {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int TOGETHER = 1_000;

  private final ServiceClient client;
  private final String path;
  private final boolean numeric;
  private final int column;
  private final CsvFormat format;
  private final long delayNanos;
  private final Deque<Due> waiting = new ArrayDeque<>();
  private long sent;
  private long matched;

  private record Due(long nanos, String id, String label) {}

  /**
   * @param schema the model's, as the service shows it
   * @param columns the file's header
   * @param format of the file
   * @param delay from a prediction to its label, in the replay's own time
   * @throws CsvException if there is no such column
   */
  ReplayLabels(
      ServiceClient client,
      String model,
      JsonNode schema,
      List<String> columns,
      String labelColumn,
      CsvFormat format,
      Duration delay)
      throws CsvException {
    this.client = client;
    this.path = Paths.model(model) + "/feedback";
    this.numeric = schema.path("task").asText().equals("regression");
    this.format = format;
    this.column = columns.indexOf(labelColumn);
    this.delayNanos = delay.toNanos();
    if (column < 0) {
      throw new CsvException(ColumnNames.absent(List.of(labelColumn), columns));
    }
  }

  /**
   * Rows were predicted.
   *
   * @param answer of {@code predict}, which has the ids
   * @param nanos when, on the replay's clock; never earlier than before
   */
  void predicted(List<CsvRow> rows, JsonNode answer, long nanos) throws CommandFailure {
    JsonNode predictions = answer.path("predictions");
    if (predictions.size() != rows.size()) {
      throw new CommandFailure(
          "the service predicted " + predictions.size() + " of " + rows.size() + " rows");
    }
    for (int i = 0; i < rows.size(); i++) {
      String label = rows.get(i).values().get(column).strip();
      if (numeric ? !format.isMissing(label) : !label.isEmpty()) {
        waiting.add(new Due(nanos + delayNanos, predictions.get(i).path("id").asText(), label));
      }
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** When the next label is to be sent, on the replay's clock; the end of time if none waits. */
  long next() {
    Due first = waiting.peek();
    return first == null ? Long.MAX_VALUE : first.nanos();
  }

  /** Sends what is due at a time of the replay's clock. */
  void send(long nanos) throws CommandFailure {
    while (next() <= nanos) {
      List<Due> due = new ArrayList<>();
      while (due.size() < TOGETHER && next() <= nanos) {
        due.add(waiting.remove());
      }
      matched += client.post(path, body(due)).path("matched").asLong();
      sent += due.size();
    }
  }

  /** How many were sent. */
  long sent() {
    return sent;
  }

  /** How many of these met their predictions. */
  long matched() {
    return matched;
  }

  private byte[] body(List<Due> labels) {
    return RequestBody.of(
        JSON,
        "labels",
        labels,
        (json, due) -> {
          json.writeStringField("id", due.id());
          json.writeFieldName("label");
          LabelWriter.writeValue(json, due.label(), numeric, format);
        });
  }
}
