package com.nextgen.ml.service.access;

import org.jspecify.annotations.Nullable;

/** Knows some kind of tokens. Called on event loops: waits for nobody. */
public interface Authenticator {

  /**
   * Looks a token up.
   *
   * @param now in milliseconds since 1970
   * @return null if the token is none of this kind
   */
  @Nullable Identity identify(String token, long now);
}
