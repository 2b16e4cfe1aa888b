package com.nextgen.ml.service.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Paths of the service's API. */
final class Paths {
  private Paths() {}

  static String model(String model) {
    return "/v1/models/" + segment(model);
  }

  static String version(String model, int version) {
    return model(model) + "/versions/" + version;
  }

  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
