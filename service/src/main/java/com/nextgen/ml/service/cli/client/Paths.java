package com.nextgen.ml.service.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Paths of the service's API. */
public final class Paths {
  private Paths() {}

  /** Of a model. */
  public static String model(String model) {
    return "/v1/models/" + segment(model);
  }

  /** Of a version of a model. */
  public static String version(String model, int version) {
    return model(model) + "/versions/" + version;
  }

  /** Text as one segment of a path. */
  public static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
