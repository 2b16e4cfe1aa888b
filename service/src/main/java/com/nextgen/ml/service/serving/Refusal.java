package com.nextgen.ml.service.serving;

import com.nextgen.ml.service.inference.ErrorReason;
import org.jspecify.annotations.Nullable;

/** Implemented by the exception with which a protocol refuses a request that it cannot read. */
public interface Refusal {

  /** Returns what the request is counted as. */
  ErrorReason reason();

  /** Returns the feature whose value had a wrong type; null if that is not the problem. */
  @Nullable String feature();
}
