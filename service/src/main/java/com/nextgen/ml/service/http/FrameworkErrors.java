package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.feedback.outcome.StoreUnavailableException;
import com.nextgen.ml.service.inference.ErrorReason;
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

/** What the HTTP server itself refuses, in the words and forms of this service. */
@Singleton
@Primary
final class FrameworkErrors implements ErrorResponseProcessor<byte[]> {
  private static final Map<HttpStatus, ErrorReason> REASONS =
      Map.of(
          HttpStatus.BAD_REQUEST, ErrorReason.INVALID,
          HttpStatus.UNSUPPORTED_MEDIA_TYPE, ErrorReason.INVALID,
          HttpStatus.REQUEST_ENTITY_TOO_LARGE, ErrorReason.TOO_LARGE);

  private final Problems problems;
  private final RefusedRequests refused;
  private final HttpSettings settings;

  FrameworkErrors(Problems problems, RefusedRequests refused, HttpSettings settings) {
    this.problems = problems;
    this.refused = refused;
    this.settings = settings;
  }

  @Override
  public MutableHttpResponse<byte[]> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpRequest<?> request = context.getRequest();
    ErrorReason reason = REASONS.get(response.getStatus());
    if (reason != null && request.getMethod() == HttpMethod.POST) {
      refused.count(request.getPath(), reason, request.getHeaders().get("traceparent"));
    }
    return problems.fill(request, response, detail(request, response));
  }

  private String detail(HttpRequest<?> request, MutableHttpResponse<?> response) {
    HttpStatus status = response.getStatus();
    String path = Messages.quoted(request.getPath());
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
              + Messages.quoted(request.getHeaders().getContentType().orElse(""))
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

  /** There is no store to keep something in. */
  @Singleton
  static final class OfStore
      implements ExceptionHandler<StoreUnavailableException, HttpResponse<byte[]>> {
    private final Problems problems;

    OfStore(Problems problems) {
      this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface's own signature
    public HttpResponse<byte[]> handle(HttpRequest request, StoreUnavailableException error) {
      return problems.response(
          (HttpRequest<?>) request, HttpProblem.overload(String.valueOf(error.getMessage())));
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
