package com.nextgen.ml.service.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Limits of the HTTP service, under {@code ml.http}.
 *
 * @param requestTimeout an inference request that waits longer for its answer gets 504
 * @param bodyTimeout a body that takes longer to arrive gets 408; a {@code text/csv} one, which may
 *     be long, when less than 256 KiB of it arrive in that time
 * @param headerTimeout a connection whose request's headers take longer gets 408
 * @param uploadTimeout a {@code text/csv} body that takes longer in all gets 408
 * @param uploads {@code text/csv} bodies that are received and read at once; beyond it 503
 * @param inlineRows batches up to this run on the event loop, larger ones in the pool
 * @param inlineBytes bodies up to this are read on the event loop, larger ones in the pool
 * @param bodyLimit bytes of a JSON body; a longer one gets 413
 * @param rowLimit rows of one request; with more it gets 413
 * @param inflation how often longer a body may be once it is decompressed, where that is more than
 *     1 MiB; else 413
 * @param csvLimit bytes of training rows or labels in a {@code text/csv} body
 * @param bufferLimit bytes of all bodies that are being received or answered; beyond it 503
 * @param retryAfter what an overloaded service asks callers to wait
 */
@ConfigurationProperties("ml.http")
public record HttpSettings(
    @Bindable(defaultValue = "10s") Duration requestTimeout,
    @Bindable(defaultValue = "30s") Duration bodyTimeout,
    @Bindable(defaultValue = "10s") Duration headerTimeout,
    @Bindable(defaultValue = "15m") Duration uploadTimeout,
    @Bindable(defaultValue = "4") int uploads,
    @Bindable(defaultValue = "64") int inlineRows,
    @Bindable(defaultValue = "65536") int inlineBytes,
    @Bindable(defaultValue = "10485760") long bodyLimit,
    @Bindable(defaultValue = "100000") int rowLimit,
    @Bindable(defaultValue = "100") int inflation,
    @Bindable(defaultValue = "1073741824") long csvLimit,
    @Bindable(defaultValue = "134217728") long bufferLimit,
    @Bindable(defaultValue = "1s") Duration retryAfter) {

  /** What any body may become once it is decompressed. */
  private static final long SMALL_BODY = 1 << 20;

  public HttpSettings {
    if (inlineRows < 0 || inlineBytes < 0 || bodyLimit < 1 || csvLimit < 1 || bufferLimit < 1) {
      throw new IllegalArgumentException("ml.http: limits must be positive");
    }
    if (rowLimit < 1 || inflation < 1 || uploads < 1) {
      throw new IllegalArgumentException("ml.http: limits must be positive");
    }
    if (headerTimeout.isNegative() || headerTimeout.isZero()) {
      throw new IllegalArgumentException("ml.http: timeouts must be positive");
    }
    if (uploadTimeout.isNegative() || uploadTimeout.isZero()) {
      throw new IllegalArgumentException("ml.http: timeouts must be positive");
    }
    if (requestTimeout.isNegative() || requestTimeout.isZero() || bodyTimeout.isNegative()) {
      throw new IllegalArgumentException("ml.http: timeouts must be positive");
    }
  }

  /**
   * Returns the limit of a body that is compressed.
   *
   * @param bytes of it as it came
   */
  public long decompressedLimit(int bytes) {
    return Math.min(bodyLimit, Math.max(SMALL_BODY, (long) inflation * bytes));
  }
}
