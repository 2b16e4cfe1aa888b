package com.nextgen.ml.service.http.access;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.service.access.audit.Audit;
import com.nextgen.ml.service.access.audit.AuditEntry;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.PageQuery;
import com.nextgen.ml.service.http.QueryParameters;
import com.nextgen.ml.service.http.Responses;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What was changed and refused, a page at a time. */
@Controller("/v1/audit")
@ExecuteOn(Responses.REPORTS)
@Requires(beans = Audit.class)
final class AuditRoutes {
  private static final int DEFAULT_LIMIT = 100;

  private final Audit audit;

  AuditRoutes(Audit audit) {
    this.audit = audit;
  }

  /** The last first. */
  @Get
  @QueryParameters({"from", "to", "limit", "before"})
  MutableHttpResponse<byte[]> page(HttpRequest<?> request) {
    HttpParameters given = request.getParameters();
    PageQuery asked = PageQuery.read(given, DEFAULT_LIMIT, Audit.MAX_LIMIT);
    PageQuery.End end = asked.before();
    Audit.Query query =
        new Audit.Query(
            asked.from(),
            asked.to(),
            end == null ? null : new Audit.Cursor(end.at(), end.sequence()),
            asked.limit());
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
            out.writeStringField("next", new PageQuery.End(next.at(), next.sequence()).text());
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
}
