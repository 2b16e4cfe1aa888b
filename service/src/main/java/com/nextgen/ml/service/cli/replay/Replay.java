package com.nextgen.ml.service.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.Progress;
import com.nextgen.ml.service.csv.CsvRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends rows when they are due, and their labels some time later.
 *
 * @param labels null if none are sent
 * @param batch most rows in one request
 */
record Replay(
    ServiceClient client,
    String model,
    InstanceWriter writer,
    @Nullable ReplayLabels labels,
    int batch) {

  /** Rows that are due together go in one request. */
  long send(List<ReplayRows.Row> rows, Pace pace, Progress progress) throws CommandFailure {
    Instant first = rows.get(0).time();
    long began = System.nanoTime();
    List<CsvRow> due = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      long at = pace.due(i, rows.get(i).time(), first).toNanos();
      boolean early = at > System.nanoTime() - began;
      if (!due.isEmpty() && (early || due.size() == batch)) {
        predict(due, began);
        due.clear();
        progress.at(i, (double) i / rows.size());
      }
      waitUntil(at, began);
      due.add(rows.get(i).values());
    }
    predict(due, began);
    while (labels != null && !labels.isEmpty()) {
      waitUntil(labels.next(), began);
      labels.send(System.nanoTime() - began);
    }
    progress.done(rows.size());
    return rows.size();
  }

  private void predict(List<CsvRow> rows, long began) throws CommandFailure {
    JsonNode answer = client.post(Paths.model(model) + "/predict", writer.body(rows));
    if (labels != null) {
      long now = System.nanoTime() - began;
      labels.predicted(rows, answer, now);
      labels.send(now);
    }
  }

  /**
   * Sends labels that are due meanwhile.
   *
   * @param at on the replay's clock
   */
  private void waitUntil(long at, long began) throws CommandFailure {
    while (labels != null && labels.next() < at) {
      sleep(labels.next() - (System.nanoTime() - began));
      labels.send(System.nanoTime() - began);
    }
    sleep(at - (System.nanoTime() - began));
  }

  private static void sleep(long nanos) throws CommandFailure {
    if (nanos <= 0) {
      return;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }
}
