package com.nextgen.ml.service.http.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.report.ReportDocument;
import com.nextgen.ml.monitoring.text.Names;
import com.nextgen.ml.service.history.verdict.KeptVerdict;
import com.nextgen.ml.service.history.verdict.KeptVerdicts;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.QueryParameters;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.suggest.UnknownName;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The verdicts that were kept of a model's versions, loaded or not. */
@Controller(value = "/v1/models/{model}/verdicts", produces = MediaType.ALL)
@ExecuteOn(Responses.REPORTS)
final class VerdictRoutes {
  private final @Nullable KeptVerdicts kept;

  /**
   * @param kept null if verdicts are not kept
   */
  VerdictRoutes(@Nullable KeptVerdicts kept) {
    this.kept = kept;
  }

  /** A page of them, the windows that ended last first. */
  @Get
  @QueryParameters({"family", "from", "to", "limit", "before", "documents"})
  MutableHttpResponse<byte[]> verdicts(@PathVariable String model, HttpRequest<?> request) {
    KeptVerdicts.Query query = VerdictQuery.read(model, request.getParameters());
    if (kept == null) {
      throw HttpProblem.conflict(
          "verdicts are not kept: the service was started with --store none");
    }
    if (!Names.isValid(model)) {
      throw HttpProblem.notFound(UnknownName.model(model, kept.models()));
    }
    KeptVerdicts.Page page = kept.page(query).orElseThrow(HttpProblem::of);
    return Responses.json(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("verdicts");
          for (KeptVerdict verdict : page.verdicts()) {
            write(out, verdict, query.documents());
          }
          out.writeEndArray();
          if (page.next() != null) {
            out.writeStringField("next", VerdictQuery.text(page.next()));
          }
          out.writeEndObject();
        });
  }

  private static void write(JsonGenerator out, KeptVerdict verdict, boolean documents)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("version", Integer.toString(verdict.version().version()));
    out.writeStringField("family", verdict.family());
    ReportDocument.text(out, "window", verdict.window().isEmpty() ? null : verdict.window());
    ReportDocument.text(out, "segment", verdict.segment().isEmpty() ? null : verdict.segment());
    ReportDocument.text(out, "from", verdict.from());
    ReportDocument.text(out, "to", verdict.to());
    ReportDocument.text(out, "judgedAt", verdict.judgedAt());
    out.writeStringField("verdict", verdict.verdict());
    if (verdict.late()) {
      out.writeBooleanField("late", true);
    }
    byte[] document = verdict.document();
    if (document != null) {
      out.writeFieldName("document");
      out.writeRawValue(new String(document, StandardCharsets.UTF_8));
    } else if (documents) {
      out.writeStringField("documentOmitted", "it was too long to be kept, or is damaged");
    }
    out.writeEndObject();
  }
}
