package com.nextgen.ml.service.http.access;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.service.access.audit.Audit;
import com.nextgen.ml.service.access.audit.AuditEntry;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.QueryParameters;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.Times;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was changed and refused, a page at a time. */
@Controller("/v1/audit")
@ExecuteOn(Responses.REPORTS)
@Requires(beans = Audit.class)
final class AuditRoutes {
  private static final int DEFAULT_LIMIT = 100;
  private static final Pattern CURSOR = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  private final Audit audit;

  AuditRoutes(Audit audit) {
    this.audit = audit;
  }

  /** The last first. */
  @Get
  @QueryParameters({"from", "to", "limit", "before"})
  MutableHttpResponse<byte[]> page(HttpRequest<?> request) {
    HttpParameters given = request.getParameters();
    Instant from = time(given.get("from"), "'from'");
    Instant to = time(given.get("to"), "'to'");
    if (from != null && to != null && !from.isBefore(to)) {
      throw HttpProblem.invalid("'from' must be before 'to'");
    }
    Audit.Query query =
        new Audit.Query(from, to, cursor(given.get("before")), limit(given.get("limit")));
    if (!audit.isKept()) {
      throw HttpProblem.conflict(
          "the audit is in the log alone: the service was started with --store none");
    }
    Audit.Page page = audit.page(query).orElseThrow(HttpProblem::of);
    return Responses.json(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("entries");
          for (AuditEntry entry : page.entries()) {
            write(out, entry);
          }
          out.writeEndArray();
          Audit.Cursor next = page.next();
          if (next != null) {
            out.writeStringField("next", next.at() + "-" + next.sequence());
          }
          out.writeEndObject();
        });
  }

  private static void write(JsonGenerator out, AuditEntry entry) throws IOException {
    out.writeStartObject();
    out.writeStringField("time", entry.at().toString());
    text(out, "caller", entry.caller());
    out.writeStringField("source", entry.source());
    out.writeStringField("action", entry.action());
    text(out, "target", entry.target());
    text(out, "before", entry.before());
    text(out, "after", entry.after());
    text(out, "reason", entry.reason());
    out.writeNumberField("times", entry.times());
    out.writeEndObject();
  }

  private static void text(JsonGenerator out, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      out.writeStringField(name, value);
    }
  }

  private static @Nullable Instant time(@Nullable String text, String what) {
    return text == null ? null : Instant.ofEpochMilli(Times.read(text, what));
  }

  private static Audit.@Nullable Cursor cursor(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher matcher = CURSOR.matcher(text);
    if (!matcher.matches()) {
      throw HttpProblem.invalid(
          "'before' must be what 'next' of the page before said, not '"
              + Messages.quoted(text)
              + "'");
    }
    return new Audit.Cursor(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    int limit = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > Audit.MAX_LIMIT) {
      throw HttpProblem.invalid(
          "'limit' must be a whole number from 1 to "
              + Audit.MAX_LIMIT
              + ", not '"
              + Messages.quoted(text)
              + "'");
    }
    return limit;
  }
}
