package com.nextgen.ml.service.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.nextgen.ml.service.cli.client.Paths;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import java.util.Optional;

/**
 * The service's own verdict on the relation of inputs to truth, as its API tells it.
 *
 * @param verdict as the document spells it
 * @param where the feature and range that changed most; empty if none is named
 * @param labels that the detectors have seen
 */
record Concept(String verdict, Optional<String> where, long labels) {

  /** Asks for the verdict on a model's version in production. */
  static Concept ask(ServiceClient client, String model) throws CommandFailure {
    JsonNode report = client.get(Paths.model(model) + "/concept");
    JsonNode where = report.path("where");
    return new Concept(
        report.path("verdict").asText(),
        where.isMissingNode()
            ? Optional.empty()
            : Optional.of(where.path("feature").asText() + " " + where.path("range").asText()),
        report.path("detectors").path(0).path("labels").asLong());
  }

  boolean isJudged() {
    return verdict.equals("stable") || verdict.equals("drifted");
  }

  boolean isDrifted() {
    return verdict.equals("drifted");
  }
}
