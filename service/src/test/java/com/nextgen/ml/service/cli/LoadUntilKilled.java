package com.nextgen.ml.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Clients that predict, observe and label until nobody answers any more. */
final class LoadUntilKilled {
  static final String MODEL = "purchase-intent";
  private static final int CLIENTS = 3;
  private static final int TOGETHER = 20;
  private static final String FEATURES =
      "{\"price\":9.5,\"category\":\"toys\",\"device\":\"mobile\",\"country\":\"DE\",\"hour\":9,"
          + "\"basket_size\":2,\"basket_value\":20,\"pages_viewed\":5,\"session_seconds\":300,"
          + "\"discount\":0,\"returning\":true}";

  private final ServiceClient client;
  private final Acknowledged acknowledged;
  private final int kill;
  private final List<Thread> threads = new ArrayList<>();

  LoadUntilKilled(String address, Acknowledged acknowledged, int kill) {
    this.client = new ServiceClient(URI.create(address));
    this.acknowledged = acknowledged;
    this.kill = kill;
  }

  void start() {
    for (int i = 0; i < CLIENTS; i++) {
      int number = i;
      Thread thread = new Thread(() -> run(number), "client-" + i);
      threads.add(thread);
      thread.start();
    }
  }

  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void run(int number) {
    try {
      for (int round = 0; ; round++) {
        String prefix = "k" + kill + "-" + number + "-" + round + "-";
        List<String> predicted = ids(prefix + "p");
        List<String> observed = ids(prefix + "o");
        // Of every third round the labels come first.
        if (round % 3 == 0) {
          labelled(predicted);
        }
        predict(predicted);
        observe(observed);
        acknowledged.observations(observed);
        if (round % 3 != 0) {
          labelled(predicted);
        }
        labelled(observed);
        // As a caller that heard no answer would.
        labelled(observed);
      }
    } catch (CommandFailure killed) {
      // What was not acknowledged is not counted on.
    }
  }

  private void labelled(List<String> ids) throws CommandFailure {
    acknowledged.labels(ids, label(ids));
  }

  void predict(List<String> ids) throws CommandFailure {
    client.post("/v1/models/" + MODEL + "/predict", predictions(ids));
  }

  JsonNode label(List<String> ids) throws CommandFailure {
    return client.post(
        "/v1/models/" + MODEL + "/feedback",
        document("labels", ids, id -> "{\"id\":\"" + id + "\",\"label\":true}"));
  }

  JsonNode observe(List<String> ids) throws CommandFailure {
    return client.post(
        "/v1/models/" + MODEL + "/versions/1/observations",
        document(
            "observations",
            ids,
            id -> "{\"id\":\"" + id + "\",\"prediction\":true,\"features\":" + FEATURES + "}"));
  }

  String metrics() throws CommandFailure {
    return client.text("/metrics");
  }

  private static byte[] predictions(List<String> ids) {
    return document(
        "instances", ids, id -> "{\"id\":\"" + id + "\",\"features\":" + FEATURES + "}");
  }

  private static List<String> ids(String prefix) {
    return IntStream.range(0, TOGETHER).mapToObj(i -> prefix + i).toList();
  }

  private static byte[] document(String name, List<String> ids, Function<String, String> row) {
    return ids.stream()
        .map(row)
        .collect(Collectors.joining(",", "{\"" + name + "\":[", "]}"))
        .getBytes(StandardCharsets.UTF_8);
  }
}
