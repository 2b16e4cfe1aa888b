package com.nextgen.ml.service.inference.graph;

/** What a graph computes cannot be told; the message says why, for people. */
final class UnreadableGraphException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableGraphException(String message) {
    super(message);
  }
}
