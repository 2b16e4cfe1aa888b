package com.nextgen.ml.service.http;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.fault.ErrorCode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns errors into answers: OIP's form under {@code /v2}, RFC 9457 problem details elsewhere. */
@Singleton
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final MediaType PROBLEM = MediaType.of("application/problem+json");

  private final String retryAfter;

  Problems(HttpSettings settings) {
    retryAfter = Long.toString(Math.max(1, settings.retryAfter().toSeconds()));
  }

  /** Returns the answer of a problem; also logs it. */
  public MutableHttpResponse<byte[]> response(HttpRequest<?> request, HttpProblem problem) {
    MutableHttpResponse<byte[]> response = HttpResponse.status(problem.status());
    if (problem.retryAfterSeconds() > 0) {
      response.header(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfterSeconds()));
    }
    return fill(request, response, problem.detail());
  }

  /** Returns the answer of an error that nobody foresaw; the caller learns nothing of its kind. */
  public MutableHttpResponse<byte[]> unexpected(HttpRequest<?> request, Throwable error) {
    LOG.atError()
        .addKeyValue("path", Messages.quoted(request.getPath()))
        .setCause(error)
        .log("a request failed unexpectedly");
    return response(
        request,
        HttpStatus.valueOf(ErrorCode.UNEXPECTED.status()),
        "the request failed in the service");
  }

  MutableHttpResponse<byte[]> response(HttpRequest<?> request, HttpStatus status, String detail) {
    return fill(request, HttpResponse.status(status), detail);
  }

  /** Writes an error's body into a response that has its status. */
  MutableHttpResponse<byte[]> fill(
      HttpRequest<?> request, MutableHttpResponse<?> response, String detail) {
    HttpStatus status = response.getStatus();
    if (status == HttpStatus.SERVICE_UNAVAILABLE
        && !response.getHeaders().contains(HttpHeaders.RETRY_AFTER)) {
      response.header(HttpHeaders.RETRY_AFTER, retryAfter);
    }
    LOG.atInfo()
        .addKeyValue("method", request.getMethodName())
        .addKeyValue("path", Messages.quoted(request.getPath()))
        .addKeyValue("status", status.getCode())
        .addKeyValue("detail", detail)
        .log("request refused");
    return response
        .body(body(request.getPath(), status, detail))
        .contentType(contentType(request.getPath()));
  }

  /** What an error says at a path. */
  public static byte[] body(String path, HttpStatus status, String detail) {
    return isOpenInference(path) ? openInference(detail) : problem(status, detail);
  }

  /** The type of {@link #body}. */
  public static MediaType contentType(String path) {
    return isOpenInference(path) ? MediaType.APPLICATION_JSON_TYPE : PROBLEM;
  }

  private static boolean isOpenInference(String path) {
    return path.equals("/v2") || path.startsWith("/v2/") || path.startsWith("/v2?");
  }

  private static byte[] openInference(String detail) {
    return Json.write(
        64 + detail.length(),
        out -> {
          out.writeStartObject();
          out.writeStringField("error", detail);
          out.writeEndObject();
        });
  }

  private static byte[] problem(HttpStatus status, String detail) {
    return Json.write(
        128 + detail.length(),
        out -> {
          out.writeStartObject();
          out.writeStringField("type", "about:blank");
          out.writeStringField("title", status.getReason());
          out.writeNumberField("status", status.getCode());
          out.writeStringField("detail", detail);
          out.writeEndObject();
        });
  }
}
