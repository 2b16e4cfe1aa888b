package com.nextgen.ml.service.http.health;

import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.metrics.MetricsPage;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** What Prometheus scrapes. */
@Controller("/metrics")
@ExecuteOn(Responses.SCRAPES)
@Requires(beans = MetricsPage.class)
final class MetricsRoutes {
  private final MetricsPage page;

  MetricsRoutes(MetricsPage page) {
    this.page = page;
  }

  /** OpenMetrics if the caller accepts it, else the Prometheus text format. */
  @Get(produces = MediaType.ALL)
  MutableHttpResponse<byte[]> metrics(@Header(HttpHeaders.ACCEPT) @Nullable String accept) {
    MetricsPage.Page rendered = page.render(accept);
    return HttpResponse.ok(rendered.body())
        .header(HttpHeaders.CONTENT_TYPE, rendered.contentType());
  }
}
