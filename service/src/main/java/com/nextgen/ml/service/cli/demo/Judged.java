package com.nextgen.ml.service.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The service's own verdict on the last window that ended, as its API tells it.
 *
 * @param to when the window ended
 * @param rows counted in it
 * @param drifted inputs and outputs that drifted
 * @param stable those that did not; what is in neither was not enough data
 */
record Judged(Instant to, long rows, Set<String> drifted, Set<String> stable) {

  /** Asks for the verdict on a model's windows of one length; empty if none was judged yet. */
  static Optional<Judged> ask(ServiceClient client, String model, String window)
      throws CommandFailure {
    int version = client.get(Paths.model(model)).path("production").asInt();
    for (JsonNode judged : client.get(Paths.version(model, version)).path("judged")) {
      if (judged.path("window").asText().equals(window)) {
        return Optional.of(
            new Judged(
                Instant.parse(judged.path("to").asText()),
                judged.path("rows").asLong(),
                names(judged.path("drifted")),
                names(judged.path("stable"))));
      }
    }
    return Optional.empty();
  }

  private static Set<String> names(JsonNode list) {
    Set<String> names = new TreeSet<>();
    list.forEach(name -> names.add(name.asText()));
    return names;
  }
}
