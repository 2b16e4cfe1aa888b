package com.nextgen.ml.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.inference.loading.ModelStatus.State;
import io.micronaut.context.BeanContext;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.HttpMethodMapping;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.BeanDefinitionReference;
import io.micronaut.inject.ExecutableMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
      String text = server.get("/openapi.yml").body();
      Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      List<String> described = new ArrayList<>();
      Map<?, ?> paths = (Map<?, ?>) document.get("paths");
      paths.forEach(
          (path, methods) ->
              ((Map<?, ?>) methods).keySet().forEach(method -> described.add(method + " " + path)));
      assertThat(new TreeSet<>(described)).isEqualTo(new TreeSet<>(routes(server.context)));
      assertThat(server.get("/").body()).contains("/openapi.yml", "/metrics", "/v1/models");
    }
  }

  @Test
  void describesTheStatesThatVersionsHave() throws Exception {
    try (TestServer server = new TestServer()) {
      Map<?, ?> description =
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(server.get("/openapi.yml").body());
      for (String key : List.of("components", "schemas", "Version", "properties", "state")) {
        description = (Map<?, ?>) description.get(key);
      }
      assertThat(description.get("enum"))
          .isEqualTo(Arrays.stream(State.values()).map(State::code).toList());
    }
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
