package com.nextgen.ml.service.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.cli.CommandFailure;
import com.nextgen.ml.service.cli.Paths;
import com.nextgen.ml.service.cli.ServiceClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sends simulated rows to the service, as any caller would. */
final class Traffic {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BATCH = 50;

  private final ServiceClient client;
  private long sent;

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
      for (int i = 0; i < Math.min(BATCH, left); i++) {
        instances.add(Map.of("features", simulation.next(phase)));
      }
      int predicted =
          client
              .post(Paths.model(simulation.model()) + "/predict", body(instances))
              .path("predictions")
              .size();
      if (predicted != instances.size()) {
        throw new CommandFailure(
            "the service predicted " + predicted + " of " + instances.size() + " rows");
      }
      sent += predicted;
    }
  }

  private static byte[] body(List<Map<String, ?>> instances) {
    try {
      return JSON.writeValueAsBytes(Map.of("instances", instances));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row cannot be written", e);
    }
  }
}
