package com.nextgen.ml.service.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** Answers with a JSON document. */
public final class Responses {
  /** The threads of what takes long or waits for the store or a body: never an event loop. */
  public static final String REPORTS = "reports";

  /** The threads that receive and read files, as slowly as they come. */
  public static final String UPLOADS = "uploads";

  /** The threads of what is read or changed of models. The store does not hold them up. */
  public static final String MODELS = "models";

  /** The threads of promotions, which wait until a version has loaded, or for as long as it may. */
  public static final String PROMOTIONS = "promotions";

  /** The thread of scrapes, which nothing holds up. */
  public static final String SCRAPES = "scrapes";

  private Responses() {}

  public static MutableHttpResponse<byte[]> json(Json.Writer writer) {
    return json(HttpStatus.OK, Json.write(1024, writer));
  }

  public static MutableHttpResponse<byte[]> json(HttpStatus status, byte[] document) {
    return HttpResponse.<byte[]>status(status)
        .body(document)
        .contentType(MediaType.APPLICATION_JSON_TYPE);
  }
}
