package com.nextgen.ml.service.http.report;

import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Responses;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a report is answered. */
enum ReportFormat {
  /** The document, for programs. */
  JSON,
  /** A short text, for people. */
  TEXT;

  /** The query parameter that asks for it. */
  static final String PARAMETER = "format";

  private static final MediaType PLAIN = MediaType.of("text/plain; charset=utf-8");

  /**
   * Reads what a caller asks for; 400 if it is none.
   *
   * @param text null for the document
   */
  static ReportFormat read(@Nullable String text) {
    return text == null
        ? JSON
        : Arrays.stream(values())
            .filter(format -> format.code().equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    HttpProblem.invalid(
                        "format '%s' is not one of %s"
                            .formatted(
                                Messages.quoted(text),
                                Arrays.stream(values())
                                    .map(ReportFormat::code)
                                    .collect(Collectors.joining(", ")))));
  }

  private String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the answer; only what is asked for is made. */
  MutableHttpResponse<byte[]> answer(Supplier<byte[]> json, Supplier<String> text) {
    return switch (this) {
      case JSON -> Responses.json(HttpStatus.OK, json.get());
      case TEXT -> HttpResponse.ok(text.get().getBytes(StandardCharsets.UTF_8)).contentType(PLAIN);
    };
  }
}
