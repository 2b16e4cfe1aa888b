package com.nextgen.ml.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a service answered with 2xx. */
final class Acknowledged {
  private final Set<String> labels = ConcurrentHashMap.newKeySet();
  private final Set<String> observations = ConcurrentHashMap.newKeySet();
  private final Set<String> wrong = ConcurrentHashMap.newKeySet();

  void labels(List<String> ids, JsonNode answer) {
    // Nothing but true was ever said.
    if (answer.path("conflicting").asInt() > 0 || answer.path("expired").asInt() > 0) {
      wrong.add(answer.toString());
    }
    labels.addAll(ids);
  }

  void observations(List<String> ids) {
    observations.addAll(ids);
  }

  int size() {
    return labels.size() + observations.size();
  }

  Set<String> labels() {
    return labels;
  }

  Set<String> observations() {
    return observations;
  }

  Set<String> wrong() {
    return wrong;
  }
}
