package com.nextgen.ml.service.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sends simulated rows to the service, as any caller would. */
final class Traffic {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 50;

  /** How long after a prediction its truth is known. */
  static final Duration DELAY = Duration.ofSeconds(30);

  private final ServiceClient client;
  private final Map<String, Deque<Due>> truths = new HashMap<>();
  private long sent;
  private long second;

  /** The true outcome, and when the service gets it. */
  private record Due(long second, String id, Object truth) {}

  Traffic(ServiceClient client) {
    this.client = client;
  }

  /** Rows predicted so far. */
  long sent() {
    return sent;
  }

  void send(Simulation simulation, Phase phase, int rows) throws CommandFailure {
    for (int left = rows; left > 0; left -= BATCH) {
      List<Map<String, ?>> instances = new ArrayList<>();
      List<Object> known = new ArrayList<>();
      for (int i = 0; i < Math.min(BATCH, left); i++) {
        Map<String, ?> row = simulation.next(phase);
        instances.add(Map.of("features", row));
        known.add(simulation.truth(row, phase));
      }
      JsonNode predictions =
          client
              .post(Paths.model(simulation.model()) + "/predict", body("instances", instances))
              .path("predictions");
      int predicted = predictions.size();
      if (predicted != instances.size()) {
        throw new CommandFailure(
            "the service predicted " + predicted + " of " + instances.size() + " rows");
      }
      sent += predicted;
      Deque<Due> due = truths.computeIfAbsent(simulation.model(), model -> new ArrayDeque<>());
      for (int i = 0; phase.isLabelled() && i < predicted; i++) {
        String id = predictions.path(i).path("id").asText();
        due.add(new Due(second + DELAY.toSeconds(), id, known.get(i)));
      }
    }
  }

  /**
   * Time passes: tells the service the truths that have become known.
   *
   * @return how many of the model's labels were sent
   */
  int tellTruths(Simulation simulation) throws CommandFailure {
    Deque<Due> due = truths.getOrDefault(simulation.model(), new ArrayDeque<>());
    List<Map<String, ?>> labels = new ArrayList<>();
    while (!due.isEmpty() && due.peek().second() <= second) {
      Due one = due.remove();
      labels.add(Map.of("id", one.id(), "label", one.truth()));
    }
    if (labels.isEmpty()) {
      return 0;
    }
    int matched =
        client
            .post(Paths.model(simulation.model()) + "/feedback", body("labels", labels))
            .path("matched")
            .asInt();
    if (matched != labels.size()) {
      throw new CommandFailure(
          "the service knew the predictions of " + matched + " of " + labels.size() + " labels");
    }
    return matched;
  }

  /** Moves the marketplace's time on. */
  void pass(Duration time) {
    second += time.toSeconds();
  }

  private static byte[] body(String name, List<Map<String, ?>> list) {
    try {
      return JSON.writeValueAsBytes(Map.of(name, list));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row cannot be written", e);
    }
  }
}
