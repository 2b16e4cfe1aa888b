package com.nextgen.ml.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
  private final RouteTable table = new RouteTable(Routes.ALL);

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/models/intent/predict, PREDICT, intent",
    "post, /v1/models/intent/predict, PREDICT, intent",
    "POST, /v2/models/intent/versions/3/infer, PREDICT, intent",
    "POST, /v1/models/intent/feedback, FEEDBACK, intent",
    "GET, /v1/models/intent, READ, intent",
    "HEAD, /v1/models/intent/drift, READ, intent",
    "GET, /v1/models/, READ,",
    "GET, /metrics, READ,",
    "PUT, /v1/models/intent/aliases/production, ADMIN, intent",
    "DELETE, /v1/models/intent/predictions/a%23b, ADMIN, intent",
  })
  void findsTheRoleAndTheModelOfAPath(String method, String path, Role role, String model) {
    RouteTable.Entry found = table.of(method, path);
    assertThat(found.rule.roles()).isEqualTo(Set.of(role));
    assertThat(found.model(path)).isEqualTo(model);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models/a%2Faliases%2Fx/drift",
        "/v1/models/a%2faliases/drift",
        "/v1/models/a%5Cb/drift",
        "/v1/models/a%252Fb/drift",
        "/v1/models/a;x=1/drift",
        "/v1/models/a#b/drift",
        "/v1/models/../drift",
        "/v1/models/%2e%2e/drift",
        "/v1/models/a%/drift",
        "/v1/models//drift",
        "//v1/models/a/drift",
        "/v1/models/a/drift//",
        "/v1/models/a/%64rift",
        "/V1/models/a/drift",
        "/v1/models/a/drift/x",
        "/metrics/x",
        "metrics",
        "*",
        "",
      })
  void whatIsNotPlainlyARouteNeedsTheRoleForEverything(String path) {
    RouteTable.Entry found = table.of("GET", path);
    assertThat(found.rule.need()).isEqualTo(RouteRule.Need.ROLE);
    assertThat(found.rule.roles()).containsExactly(Role.ADMIN);
    assertThat(found.model(path)).isNull();
  }

  @Test
  void noMethodButItsOwnOpensARoute() {
    for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "X"}) {
      assertThat(table.of(method, "/v2/health/live").rule.roles()).containsExactly(Role.ADMIN);
    }
  }
}
