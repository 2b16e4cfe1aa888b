package com.nextgen.ml.service.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** Answers with a JSON document. */
final class Answers {
  /** The threads that scrapes, reports and changes of the registry run on: never an event loop. */
  static final String REPORTS = "reports";

  private Answers() {}

  static MutableHttpResponse<byte[]> json(Json.Writer writer) {
    return json(HttpStatus.OK, Json.write(1024, writer));
  }

  static MutableHttpResponse<byte[]> json(HttpStatus status, byte[] document) {
    return HttpResponse.<byte[]>status(status)
        .body(document)
        .contentType(MediaType.APPLICATION_JSON_TYPE);
  }
}
