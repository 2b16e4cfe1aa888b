package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.text.Messages;
import io.micronaut.http.HttpParameters;
import java.util.List;

/** Refuses query parameters that a route does not know: a misspelt one must not be passed over. */
public final class QueryNames {
  private QueryNames() {}

  /**
   * Fails unless each parameter is known, and is given once.
   *
   * @throws HttpProblem 400 that names the one that is not
   */
  public static void need(HttpParameters given, List<String> known) {
    for (String name : given.names()) {
      if (!known.contains(name)) {
        throw HttpProblem.invalid(
            "unknown query parameter '"
                + Messages.quoted(name)
                + "'; known: "
                + String.join(", ", known));
      }
      if (given.getAll(name).size() > 1) {
        throw HttpProblem.invalid("'" + name + "' is given more than once");
      }
    }
  }
}
