package com.nextgen.ml.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.monitor.check.Check;
import com.nextgen.ml.service.monitor.kind.Checks;
import io.micronaut.context.BeanContext;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.HttpMethodMapping;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.BeanDefinitionReference;
import io.micronaut.inject.ExecutableMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
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
      Set<String> routes = new TreeSet<>(routes(server.context));
      routes.addAll(reports());
      assertThat(new TreeSet<>(described)).isEqualTo(routes);
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

  /** What {@code ReportRoutesTest} finds to be routes. */
  private static List<String> reports() {
    return Checks.paths().stream()
        .flatMap(
            path ->
                Stream.of(
                    "get /v1/models/{model}/" + path,
                    "get /v1/models/{model}/versions/{version}/" + path))
        .toList();
  }

  private static List<String> routes(BeanContext context) {
    List<String> routes = new ArrayList<>();
    for (BeanDefinitionReference<?> reference : context.getBeanDefinitionReferences()) {
      if (!reference.getBeanDefinitionName().startsWith(OpenApiTest.class.getPackageName())) {
        continue;
      }
      BeanDefinition<?> definition = reference.load();
      if (!definition.hasAnnotation(Controller.class)) {
        continue;
      }
      String root = definition.stringValue(Controller.class).orElse("");
      for (ExecutableMethod<?, ?> method : definition.getExecutableMethods()) {
        method
            .getAnnotationNameByStereotype(HttpMethodMapping.class)
            .ifPresent(
                name -> {
                  String verb = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
                  String uri = method.stringValue(HttpMethodMapping.class).orElse("/");
                  String path = root + (uri.equals("/") ? "" : uri);
                  routes.add(verb + " " + (path.isEmpty() ? "/" : path.replace("//", "/")));
                });
      }
    }
    return routes;
  }
}
