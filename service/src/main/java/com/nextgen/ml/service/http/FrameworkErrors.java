package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.feedback.outcome.StoreUnavailableException;
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
import org.jspecify.annotations.Nullable;

/** What the HTTP server itself refuses, in the words and forms of this service. */
@Singleton
@Primary
final class FrameworkErrors implements ErrorResponseProcessor<byte[]> {
  /** The server says nothing else of an inference request that it does not give to its route. */
  private static final Map<HttpStatus, ErrorCode> INFERENCE_CODES =
      Map.of(
          HttpStatus.BAD_REQUEST, ErrorCode.INVALID,
          HttpStatus.UNSUPPORTED_MEDIA_TYPE, ErrorCode.UNSUPPORTED_TYPE,
          HttpStatus.REQUEST_ENTITY_TOO_LARGE, ErrorCode.TOO_LARGE);

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
    if (context.getRootCause().orElse(null) instanceof RejectedExecutionException) {
      return problems.response(request, busy());
    }
    ErrorCode code = INFERENCE_CODES.get(response.getStatus());
    if (code != null && request.getMethod() == HttpMethod.POST) {
      refused.count(request.getPath(), code.reason(), request.getHeaders().get("traceparent"));
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
              : "the body is longer than the limit of " + limit(request) + " bytes";
      case BAD_REQUEST ->
          HttpMethod.permitsRequestBody(request.getMethod())
                  && request.getHeaders().contentLength().orElse(1) == 0
              ? "the body is empty; a JSON document is needed"
              : "the request cannot be read";
      default -> status.getCode() >= 500 ? "the request failed in the service" : status.getReason();
    };
  }

  /** The executor of a route is full. */
  private static HttpProblem busy() {
    return HttpProblem.overload("the service is busy; try again");
  }

  private long limit(HttpRequest<?> request) {
    String type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
    return type != null && type.startsWith("text/csv") ? settings.csvLimit() : settings.bodyLimit();
  }

  /** What a route raises. */
  @Singleton
  static final class Raised implements ExceptionHandler<RuntimeException, HttpResponse<byte[]>> {
    private final Problems problems;

    Raised(Problems problems) {
      this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // the interface's own signature
    public HttpResponse<byte[]> handle(HttpRequest request, RuntimeException error) {
      HttpProblem problem = problem(error);
      return problem == null
          ? problems.unexpected((HttpRequest<?>) request, error)
          : problems.response((HttpRequest<?>) request, problem);
    }

    /** Returns what the caller is told; null of an error that nobody foresaw. */
    private static @Nullable HttpProblem problem(RuntimeException error) {
      if (error instanceof HttpProblem problem) {
        return problem;
      }
      if (error instanceof RejectedExecutionException) {
        return busy();
      }
      if (error instanceof StoreUnavailableException) {
        return HttpProblem.of(
            new Refusal(ErrorCode.UNAVAILABLE, String.valueOf(error.getMessage())));
      }
      return null;
    }
  }
}
