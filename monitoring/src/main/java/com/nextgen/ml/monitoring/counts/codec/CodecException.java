package com.nextgen.ml.monitoring.counts.codec;

/** Bytes are not the counts they are taken for; the message says in what way. */
public final class CodecException extends Exception {
  private static final long serialVersionUID = 1L;

  CodecException(String message) {
    super(message);
  }
}
