package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.schema.Names;
import com.nextgen.ml.service.inference.ErrorReason;
import com.nextgen.ml.service.inference.Lease;
import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the HTTP server itself refuses, in the words and forms of this service. */
@Singleton
@Primary
final class FrameworkErrors implements ErrorResponseProcessor<byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(FrameworkErrors.class);
  private static final Pattern INFERENCE =
      Pattern.compile(
          "/v[12]/models/(?<model>[^/]{1,128})(?:/versions/(?<version>\\d{1,9}))?/(?:infer|predict)");
  private static final Map<HttpStatus, ErrorReason> REASONS =
      Map.of(
          HttpStatus.BAD_REQUEST, ErrorReason.INVALID,
          HttpStatus.UNSUPPORTED_MEDIA_TYPE, ErrorReason.INVALID,
          HttpStatus.REQUEST_ENTITY_TOO_LARGE, ErrorReason.TOO_LARGE);

  private final Problems problems;
  private final Versions versions;
  private final HttpSettings settings;

  FrameworkErrors(Problems problems, Versions versions, HttpSettings settings) {
    this.problems = problems;
    this.versions = versions;
    this.settings = settings;
  }

  @Override
  public MutableHttpResponse<byte[]> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpRequest<?> request = context.getRequest();
    observe(request, response.getStatus());
    return problems.fill(request, response, detail(request, response));
  }

  /** Inference requests that no route got to see are counted where their version is known. */
  private void observe(HttpRequest<?> request, HttpStatus status) {
    Matcher path = INFERENCE.matcher(request.getPath());
    ErrorReason reason = REASONS.get(status);
    if (reason == null || request.getMethod() != HttpMethod.POST || !path.matches()) {
      return;
    }
    try (Lease lease = versions.lease(path.group("model"), path.group("version"))) {
      String trace = InferenceCall.traceId(request.getHeaders().get("traceparent"));
      lease.version().observer().onRequest(0, reason, trace);
    } catch (HttpProblem e) {
      LOG.debug("a request for a version that is not loaded was refused", e);
    }
  }

  private String detail(HttpRequest<?> request, MutableHttpResponse<?> response) {
    HttpStatus status = response.getStatus();
    String path = Names.shortened(request.getPath());
    return switch (status) {
      case NOT_FOUND -> "there is nothing at '" + path + "'";
      case METHOD_NOT_ALLOWED -> {
        String allow = response.getHeaders().get(HttpHeaders.ALLOW);
        yield request.getMethodName()
            + " is not allowed at '"
            + path
            + (allow == null ? "'" : "'; use " + allow);
      }
      case UNSUPPORTED_MEDIA_TYPE ->
          "the content type '"
              + Names.shortened(request.getHeaders().getContentType().orElse(""))
              + "' is not taken here; send application/json";
      case NOT_ACCEPTABLE -> "none of the types in 'Accept' can be given";
      case REQUEST_ENTITY_TOO_LARGE ->
          request.getHeaders().isEmpty()
              ? "the address or the headers of the request are too long"
              : "the body is longer than the limit of " + settings.bodyLimit() + " bytes";
      case BAD_REQUEST ->
          HttpMethod.permitsRequestBody(request.getMethod())
                  && request.getHeaders().contentLength().orElse(1) == 0
              ? "the body is empty; a JSON document is needed"
              : "the request cannot be read";
      default -> status.getCode() >= 500 ? "the request failed in the service" : status.getReason();
    };
  }

  /** Problems that a route raises. */
  @Singleton
  static final class OfProblem implements ExceptionHandler<HttpProblem, HttpResponse<byte[]>> {
    private final Problems problems;

    OfProblem(Problems problems) {
      this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface's own signature
    public HttpResponse<byte[]> handle(HttpRequest request, HttpProblem problem) {
      return problems.response((HttpRequest<?>) request, problem);
    }
  }

  /** The executor of a route is full. */
  @Singleton
  static final class OfOverload
      implements ExceptionHandler<RejectedExecutionException, HttpResponse<byte[]>> {
    private final Problems problems;

    OfOverload(Problems problems) {
      this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface's own signature
    public HttpResponse<byte[]> handle(HttpRequest request, RejectedExecutionException error) {
      return problems.response(
          (HttpRequest<?>) request, HttpProblem.overload("the service is busy; try again"));
    }
  }

  /** Everything else that a route raises. */
  @Singleton
  static final class OfBug implements ExceptionHandler<RuntimeException, HttpResponse<byte[]>> {
    private final Problems problems;

    OfBug(Problems problems) {
      this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface's own signature
    public HttpResponse<byte[]> handle(HttpRequest request, RuntimeException error) {
      return problems.unexpected((HttpRequest<?>) request, error);
    }
  }
}
