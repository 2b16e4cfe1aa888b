package com.nextgen.ml.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.monitor.check.Check;
import com.nextgen.ml.service.monitor.kind.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The published description names the routes there are, and no others. */
class OpenApiTest {

  @Test
  void describesEveryRouteAndNoOther() throws Exception {
    try (TestServer server = new TestServer()) {
      List<String> described = new ArrayList<>();
      Map<?, ?> paths = (Map<?, ?>) document(server).get("paths");
      paths.forEach(
          (path, methods) ->
              ((Map<?, ?>) methods).keySet().forEach(method -> described.add(method + " " + path)));
      assertThat(new TreeSet<>(described)).isEqualTo(DeclaredRoutes.of(server));
      assertThat(server.get("/").body()).contains("/openapi.yml", "/metrics", "/v1/models");
    }
  }

  @Test
  void describesEveryParameterThatAKindOfReportHas() throws Exception {
    try (TestServer server = new TestServer()) {
      Map<?, ?> paths = (Map<?, ?>) document(server).get("paths");
      for (Check<?> check : Checks.ALL) {
        Map<?, ?> report = (Map<?, ?>) paths.get("/v1/models/{model}/" + check.path());
        List<String> described = new ArrayList<>();
        for (Object parameter : (List<?>) ((Map<?, ?>) report.get("get")).get("parameters")) {
          String reference = (String) ((Map<?, ?>) parameter).get("$ref");
          described.add(reference.substring(reference.lastIndexOf('/') + 1));
        }
        assertThat(described).contains("window", "from", "to").containsAll(check.parameters());
      }
    }
  }

  private static Map<String, Object> document(TestServer server) throws Exception {
    return new Yaml(new SafeConstructor(new LoaderOptions()))
        .load(server.get("/openapi.yml").body());
  }
}
