package com.nextgen.ml.service.access;

/** What a token says of its bearer. */
public sealed interface Identity {

  /** The token is good. */
  record Known(Caller caller) implements Identity {}

  /**
   * The token is not.
   *
   * @param why for the caller; says nothing of other tokens
   */
  record Unknown(String why) implements Identity {}
}
