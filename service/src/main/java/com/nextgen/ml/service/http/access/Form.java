package com.nextgen.ml.service.http.access;

import com.nextgen.ml.service.http.HttpProblem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a form that a browser sent. */
final class Form {
  private static final int MAX_BYTES = 16_384;

  private final Map<String, String> fields;

  private Form(Map<String, String> fields) {
    this.fields = fields;
  }

  /**
   * Reads {@code application/x-www-form-urlencoded}.
   *
   * @throws HttpProblem 400 or 413 if it is none
   */
  static Form read(byte[] body) {
    if (body.length > MAX_BYTES) {
      throw HttpProblem.tooLarge("the form is longer than " + MAX_BYTES + " bytes");
    }
    Map<String, String> fields = new HashMap<>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        continue;
      }
      try {
        String name = URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8);
        String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
        if (fields.putIfAbsent(name, value) != null) {
          throw HttpProblem.invalid("a field of the form is given twice");
        }
      } catch (IllegalArgumentException e) {
        throw HttpProblem.invalid("the form cannot be read");
      }
    }
    return new Form(fields);
  }

  @Nullable String get(String name) {
    return fields.get(name);
  }
}
