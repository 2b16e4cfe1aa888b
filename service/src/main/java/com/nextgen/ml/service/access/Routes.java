package com.nextgen.ml.service.access;

import static com.nextgen.ml.service.access.Role.ADMIN;
import static com.nextgen.ml.service.access.Role.FEEDBACK;
import static com.nextgen.ml.service.access.Role.PREDICT;
import static com.nextgen.ml.service.access.Role.READ;

import java.util.ArrayList;
import java.util.List;

/**
 * What each route needs of its caller: the whole of it, in one place. A path that is not here needs
 * {@link Role#ADMIN} for all models, whatever becomes of it.
 */
public final class Routes {
  private static final String MODEL = "/v1/models/{model}";
  private static final String VERSION = MODEL + "/versions/{version}";
  private static final String INFER_MODEL = "/v2/models/{model}";
  private static final String INFER_VERSION = INFER_MODEL + "/versions/{version}";

  /** One rule a route. */
  public static final List<RouteRule> ALL = all();

  private Routes() {}

  private static List<RouteRule> all() {
    List<RouteRule> rules = new ArrayList<>();
    // Probes have no token.
    rules.add(RouteRule.open("GET", "/v2/health/live"));
    rules.add(RouteRule.open("GET", "/v2/health/ready"));
    // Who has no session yet comes for one, and who has none any more may say so again.
    rules.add(RouteRule.open("GET", "/login"));
    rules.add(RouteRule.open("POST", "/login"));
    rules.add(RouteRule.open("POST", "/logout"));
    // What the service is, but not what it holds.
    rules.add(RouteRule.withToken("GET", "/v2"));
    rules.add(RouteRule.withToken("GET", "/openapi.yml"));

    rules.add(RouteRule.with("POST", MODEL + "/predict", PREDICT));
    rules.add(RouteRule.with("POST", VERSION + "/predict", PREDICT));
    rules.add(RouteRule.with("POST", INFER_MODEL + "/infer", PREDICT));
    rules.add(RouteRule.with("POST", INFER_VERSION + "/infer", PREDICT));
    // Clients of the Open Inference Protocol ask this before they infer.
    for (String path : List.of(INFER_MODEL, INFER_VERSION)) {
      rules.add(RouteRule.with("GET", path, PREDICT, READ));
      rules.add(RouteRule.with("GET", path + "/ready", PREDICT, READ));
    }

    rules.add(RouteRule.with("POST", MODEL + "/feedback", FEEDBACK));
    rules.add(RouteRule.with("POST", VERSION + "/observations", FEEDBACK));
    rules.add(RouteRule.with("POST", VERSION + "/evaluations", FEEDBACK));

    rules.add(RouteRule.with("GET", "/", READ));
    rules.add(RouteRule.with("GET", "/metrics", READ));
    rules.add(RouteRule.with("GET", "/v1/models", READ));
    rules.add(RouteRule.with("GET", "/v1/status", READ));
    rules.add(RouteRule.with("GET", MODEL, READ));
    rules.add(RouteRule.with("GET", VERSION, READ));
    rules.add(RouteRule.with("GET", VERSION + "/baseline", READ));
    rules.add(RouteRule.with("GET", MODEL + "/verdicts", READ));
    for (String report : List.of("drift", "quality", "performance", "concept")) {
      rules.add(RouteRule.with("GET", MODEL + "/" + report, READ));
      rules.add(RouteRule.with("GET", VERSION + "/" + report, READ));
    }
    rules.add(RouteRule.with("POST", MODEL + "/rehearsal", READ));
    rules.add(RouteRule.with("POST", VERSION + "/rehearsal", READ));

    rules.add(RouteRule.with("PUT", MODEL + "/aliases/{alias}", ADMIN));
    rules.add(RouteRule.with("DELETE", MODEL + "/aliases/{alias}", ADMIN));
    rules.add(RouteRule.with("DELETE", VERSION + "/evaluations", ADMIN));
    rules.add(RouteRule.with("PUT", VERSION + "/baseline", ADMIN));
    rules.add(RouteRule.with("POST", VERSION + "/baseline", ADMIN));
    rules.add(RouteRule.with("GET", MODEL + "/predictions/{id}", ADMIN));
    rules.add(RouteRule.with("DELETE", MODEL + "/predictions/{id}", ADMIN));
    rules.add(RouteRule.with("DELETE", "/v1/subjects/{hash}", ADMIN));
    rules.add(RouteRule.with("GET", "/v1/audit", ADMIN));
    return List.copyOf(rules);
  }
}
