package com.nextgen.ml.service.http;

import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.serving.UnreadableRequest;
import io.micronaut.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** A request that is answered with an error. The message is for the caller. */
public final class HttpProblem extends RuntimeException implements UnreadableRequest {
  private static final long serialVersionUID = 1L;

  /** A model that hangs is tried so often. */
  private static final long FENCED_SECONDS = 30;

  private final ErrorCode code;
  private @Nullable String feature;

  private HttpProblem(ErrorCode code, String message) {
    // Raised for hostile input at any rate: a stack trace would cost more than the request.
    super(message, null, false, false);
    this.code = code;
  }

  /** Returns the problem that {@code refusal} is for a caller. */
  public static HttpProblem of(Refusal refusal) {
    return new HttpProblem(refusal.code(), refusal.detail());
  }

  public static HttpProblem invalid(String message) {
    return new HttpProblem(ErrorCode.INVALID, message);
  }

  public static HttpProblem notFound(String message) {
    return new HttpProblem(ErrorCode.NOT_FOUND, message);
  }

  public static HttpProblem conflict(String message) {
    return new HttpProblem(ErrorCode.CONFLICT, message);
  }

  /** Returns a well-formed request that says what cannot be. */
  public static HttpProblem unprocessable(String message) {
    return new HttpProblem(ErrorCode.UNPROCESSABLE, message);
  }

  static HttpProblem unsupported(String message) {
    return new HttpProblem(ErrorCode.UNSUPPORTED_TYPE, message);
  }

  public static HttpProblem tooLarge(String message) {
    return new HttpProblem(ErrorCode.TOO_LARGE, message);
  }

  /** There is no room; the caller may try again. */
  public static HttpProblem overload(String message) {
    return new HttpProblem(ErrorCode.OVERLOAD, message);
  }

  /** Returns what went wrong. */
  @Override
  public ErrorCode code() {
    return code;
  }

  public HttpStatus status() {
    return HttpStatus.valueOf(code.status());
  }

  /** What the caller is asked to wait; 0 for the usual. */
  long retryAfterSeconds() {
    return code == ErrorCode.MODEL_HANGS ? FENCED_SECONDS : 0;
  }

  /** Returns the same problem, which is that {@code name} had a value of a wrong type. */
  public HttpProblem ofFeature(String name) {
    feature = name;
    return this;
  }

  /** Returns the feature whose value had a wrong type; null if that is not the problem. */
  @Override
  public @Nullable String feature() {
    return feature;
  }

  /** Returns the message, which is never null. */
  public String detail() {
    String message = getMessage();
    return message == null ? status().getReason() : message;
  }
}
