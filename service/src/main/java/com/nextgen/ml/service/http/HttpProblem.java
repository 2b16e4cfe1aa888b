package com.nextgen.ml.service.http;

import com.nextgen.ml.service.inference.ErrorReason;
import com.nextgen.ml.service.serving.Refusal;
import io.micronaut.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** A request that is answered with an error. The message is for the caller. */
public final class HttpProblem extends RuntimeException implements Refusal {
  private static final long serialVersionUID = 1L;

  private static final long FENCED_SECONDS = 30;

  private final HttpStatus status;
  private final ErrorReason reason;
  private @Nullable String feature;
  private long retryAfterSeconds;

  private HttpProblem(HttpStatus status, ErrorReason reason, String message) {
    // Raised for hostile input at any rate: a stack trace would cost more than the request.
    super(message, null, false, false);
    this.status = status;
    this.reason = reason;
  }

  public static HttpProblem invalid(String message) {
    return new HttpProblem(HttpStatus.BAD_REQUEST, ErrorReason.INVALID, message);
  }

  public static HttpProblem notFound(String message) {
    return new HttpProblem(HttpStatus.NOT_FOUND, ErrorReason.INVALID, message);
  }

  public static HttpProblem conflict(String message) {
    return new HttpProblem(HttpStatus.CONFLICT, ErrorReason.INVALID, message);
  }

  /** What is asked for is no longer there. */
  public static HttpProblem gone(String message) {
    return new HttpProblem(HttpStatus.GONE, ErrorReason.INVALID, message);
  }

  /** A well-formed request that says what cannot be. */
  public static HttpProblem unprocessable(String message) {
    return new HttpProblem(HttpStatus.UNPROCESSABLE_ENTITY, ErrorReason.INVALID, message);
  }

  static HttpProblem unsupported(String message) {
    return new HttpProblem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, ErrorReason.INVALID, message);
  }

  public static HttpProblem tooLarge(String message) {
    return new HttpProblem(HttpStatus.REQUEST_ENTITY_TOO_LARGE, ErrorReason.TOO_LARGE, message);
  }

  /** The model failed on rows that fit its schema. */
  public static HttpProblem model(String message) {
    return new HttpProblem(HttpStatus.INTERNAL_SERVER_ERROR, ErrorReason.MODEL, message);
  }

  /** There is no room; the caller may try again. */
  public static HttpProblem overload(String message) {
    return new HttpProblem(HttpStatus.SERVICE_UNAVAILABLE, ErrorReason.OVERLOAD, message);
  }

  /** The model hangs and takes no calls; the caller may try again in half a minute. */
  public static HttpProblem fenced(String message) {
    HttpProblem problem =
        new HttpProblem(HttpStatus.SERVICE_UNAVAILABLE, ErrorReason.MODEL, message);
    problem.retryAfterSeconds = FENCED_SECONDS;
    return problem;
  }

  public static HttpProblem timeout(String message) {
    return new HttpProblem(HttpStatus.GATEWAY_TIMEOUT, ErrorReason.TIMEOUT, message);
  }

  public HttpStatus status() {
    return status;
  }

  /** What the caller is asked to wait; 0 for the usual. */
  long retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** What an inference request that fails like this is counted as. */
  @Override
  public ErrorReason reason() {
    return reason;
  }

  /** The same problem, which is that {@code name} had a value of a wrong type. */
  public HttpProblem ofFeature(String name) {
    feature = name;
    return this;
  }

  /** The feature whose value had a wrong type; null if that is not the problem. */
  @Override
  public @Nullable String feature() {
    return feature;
  }

  /** The message, which is never null. */
  public String detail() {
    String message = getMessage();
    return message == null ? status.getReason() : message;
  }
}
