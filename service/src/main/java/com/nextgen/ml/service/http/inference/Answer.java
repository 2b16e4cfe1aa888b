package com.nextgen.ml.service.http.inference;

/**
 * What an inference request is answered with.
 *
 * @param jsonLength how much of it is JSON, where tensors in binary follow; -1 if all of it is
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier inside one request, never compared
record Answer(byte[] bytes, int jsonLength) {

  static Answer json(byte[] bytes) {
    return new Answer(bytes, -1);
  }
}
