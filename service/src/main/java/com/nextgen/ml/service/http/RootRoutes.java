package com.nextgen.ml.service.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Where people look first: a page of links, and the description of the API. */
@Controller
final class RootRoutes {
  private final byte[] page = resource("index.html");
  private final byte[] openApi = resource("openapi.yml");

  /** Links to what is here. */
  @Get(produces = MediaType.ALL)
  MutableHttpResponse<byte[]> root() {
    return Pages.html(page);
  }

  /** The API in OpenAPI 3. */
  @Get(uri = "/openapi.yml", produces = MediaType.ALL)
  MutableHttpResponse<byte[]> openApi() {
    return HttpResponse.ok(openApi).contentType("application/yaml");
  }

  private static byte[] resource(String name) {
    try (InputStream in = RootRoutes.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the archive");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
