package com.nextgen.ml.service.http;

import com.nextgen.ml.service.monitor.kind.Checks;
import io.micronaut.context.BeanContext;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.HttpMethodMapping;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.BeanDefinitionReference;
import io.micronaut.inject.ExecutableMethod;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All routes that the sources declare, also those whose beans a test has not. */
public final class DeclaredRoutes {
  private DeclaredRoutes() {}

  /** Routes as {@code get /v1/models}. */
  static Set<String> of(BeanContext context) {
    Set<String> routes = new TreeSet<>(reports());
    for (BeanDefinitionReference<?> reference : context.getBeanDefinitionReferences()) {
      if (!reference.getBeanDefinitionName().startsWith(DeclaredRoutes.class.getPackageName())) {
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

  /** Routes of a server, as {@code get /v1/models}. */
  public static Set<String> of(TestServer server) {
    return of(server.context);
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
}
