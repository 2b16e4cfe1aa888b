package com.nextgen.ml.service.serving;

import java.time.Duration;

/**
 * How long a request may take, and which are answered where they arrive.
 *
 * @param timeout from the last byte of a request to its answer
 * @param inlineBytes how long a body may be that is read on an event loop
 * @param inlineRows how many rows are predicted on an event loop at most
 */
public record RequestLimits(Duration timeout, int inlineBytes, int inlineRows) {

  public RequestLimits {
    if (timeout.isNegative() || timeout.isZero() || inlineBytes < 0 || inlineRows < 0) {
      throw new IllegalArgumentException(
          "the timeout of requests must be above 0, their limits not below");
    }
  }
}
