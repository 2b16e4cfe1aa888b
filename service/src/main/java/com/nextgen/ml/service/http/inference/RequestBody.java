package com.nextgen.ml.service.http.inference;

/**
 * The body of a request that carries rows, as it is once no coding is left on it.
 *
 * @param jsonLength how much of it is JSON; tensors in binary are what follows
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier inside one request, never compared
record RequestBody(byte[] bytes, int jsonLength) {

  /** A body that is JSON and nothing else. */
  static RequestBody json(byte[] bytes) {
    return new RequestBody(bytes, bytes.length);
  }
}
