package com.nextgen.ml.service.http.report;

import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.monitor.kind.Checks;
import io.micronaut.context.ExecutionHandleLocator;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.DefaultRouteBuilder;
import jakarta.inject.Singleton;

/** Leads the paths of every kind of report to {@link ReportRoutes}. */
@Singleton
@Requires(beans = Monitor.class)
@SuppressWarnings("overrides") // signatures within the superclass
final class ReportPaths extends DefaultRouteBuilder {
  private static final String METHOD = "report";

  ReportPaths(ExecutionHandleLocator methods, ConversionService conversion) {
    super(methods, CAMEL_CASE_NAMING_STRATEGY, conversion);
    for (String path : Checks.paths()) {
      ofProduction("/v1/models/{model}/" + path);
      ofVersion("/v1/models/{model}/versions/{version}/" + path);
    }
  }

  private void ofProduction(String uri) {
    GET(uri, ReportRoutes.class, METHOD, HttpRequest.class, String.class);
    HEAD(uri, ReportRoutes.class, METHOD, HttpRequest.class, String.class);
  }

  private void ofVersion(String uri) {
    GET(uri, ReportRoutes.class, METHOD, HttpRequest.class, String.class, String.class);
    HEAD(uri, ReportRoutes.class, METHOD, HttpRequest.class, String.class, String.class);
  }
}
