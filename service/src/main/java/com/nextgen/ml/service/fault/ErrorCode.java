package com.nextgen.ml.service.fault;

/**
 * Why something is not answered. Each code says whose fault it is, and the status that says so over
 * HTTP. Another protocol has its own statuses and maps these codes to them.
 */
public enum ErrorCode {
  /** The request says something that cannot be. */
  INVALID(ErrorReason.INVALID, 400),
  /** Nobody is known to have sent the request. */
  UNAUTHENTICATED(ErrorReason.INVALID, 401),
  /** Who sent the request may not do that. */
  FORBIDDEN(ErrorReason.INVALID, 403),
  /** A page of another origin sent the request. */
  FOREIGN_ORIGIN(ErrorReason.INVALID, 403),
  /** What is asked for does not exist. */
  NOT_FOUND(ErrorReason.INVALID, 404),
  /** The body took too long to arrive. */
  SLOW_BODY(ErrorReason.INVALID, 408),
  /** What is asked for does not go with what there is. */
  CONFLICT(ErrorReason.INVALID, 409),
  /** The body is longer than the limit. */
  TOO_LARGE(ErrorReason.TOO_LARGE, 413),
  /** A body of this type is not taken. */
  UNSUPPORTED_TYPE(ErrorReason.INVALID, 415),
  /** The service is not known by the name it was called. */
  UNKNOWN_HOST(ErrorReason.INVALID, 421),
  /** A well-formed request says what cannot be. */
  UNPROCESSABLE(ErrorReason.INVALID, 422),

  /** The model version is not loaded. */
  UNKNOWN_VERSION(ErrorReason.INVALID, 404),
  /** The model has no window of that name. */
  UNKNOWN_WINDOW(ErrorReason.INVALID, 400),
  /** The model declares no segment column of that name. */
  UNKNOWN_SEGMENT(ErrorReason.INVALID, 400),
  /** There is nothing of that name to compare with. */
  UNKNOWN_REFERENCE(ErrorReason.INVALID, 400),
  /** The two are not counted alike. */
  NOT_COMPARABLE(ErrorReason.INVALID, 409),
  /** The version has no baseline to compare with. */
  NO_BASELINE(ErrorReason.INVALID, 409),
  /** No window has ended long enough ago to be judged. */
  NOT_JUDGED_YET(ErrorReason.INVALID, 404),
  /** That time is still to come. */
  IN_THE_FUTURE(ErrorReason.INVALID, 400),
  /** Counts as old as that are not kept. */
  TOO_OLD(ErrorReason.INVALID, 410),

  /** The model failed on rows that fit its schema. */
  MODEL_FAILED(ErrorReason.MODEL, 500),
  /** The model hangs and takes no calls now. */
  MODEL_HANGS(ErrorReason.MODEL, 503),
  /** The service failed in a way that nobody foresaw, which counts as the model's fault. */
  UNEXPECTED(ErrorReason.MODEL, 500),
  /** There is no room; the caller may try again. */
  OVERLOAD(ErrorReason.OVERLOAD, 503),
  /** The store cannot be used now; the caller may try again. */
  UNAVAILABLE(ErrorReason.OVERLOAD, 503),
  /** It took longer than is allowed. */
  TIMEOUT(ErrorReason.TIMEOUT, 504);

  private final ErrorReason reason;
  private final int status;

  ErrorCode(ErrorReason reason, int status) {
    this.reason = reason;
    this.status = status;
  }

  /** Returns whose fault it is. */
  public ErrorReason reason() {
    return reason;
  }

  /** Returns the status code of HTTP (RFC 9110) that a caller gets. */
  public int status() {
    return status;
  }

  /** Returns the code of a request that failed for {@code reason}, of which no more is known. */
  public static ErrorCode of(ErrorReason reason) {
    return switch (reason) {
      case INVALID -> INVALID;
      case TOO_LARGE -> TOO_LARGE;
      case MODEL -> MODEL_FAILED;
      case OVERLOAD -> OVERLOAD;
      case TIMEOUT -> TIMEOUT;
    };
  }
}
