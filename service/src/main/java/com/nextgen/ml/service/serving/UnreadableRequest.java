package com.nextgen.ml.service.serving;

import com.nextgen.ml.service.fault.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Implemented by the exception with which a protocol refuses a request that it cannot read. */
public interface UnreadableRequest {

  /** Returns what is wrong with the request, which says what it is counted as. */
  ErrorCode code();

  /** Returns the feature whose value had a wrong type; null if that is not the problem. */
  @Nullable String feature();
}
