package com.nextgen.ml.service.http.report;

import com.nextgen.ml.service.concept.ConceptWatch;
import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.history.verdict.KeptVerdicts;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.inference.loading.ModelStatus;
import com.nextgen.ml.service.inference.loading.ModelTable;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.status.StatusBoard;
import com.nextgen.ml.service.status.StatusJson;
import com.nextgen.ml.service.status.StatusText;
import com.nextgen.ml.service.suggest.UnknownName;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** How every version is, on one screen. */
@Controller(value = "/v1/status", produces = MediaType.ALL)
@ExecuteOn(Responses.REPORTS)
@Requires(beans = {ModelTable.class, Monitor.class})
final class StatusRoutes {
  private final ModelTable models;
  private final StatusBoard board;

  /**
   * @param feedback null if labels are not kept, as are the next two
   */
  StatusRoutes(
      ModelTable models,
      Monitor monitor,
      @Nullable Feedback feedback,
      @Nullable ConceptWatch concept,
      @Nullable KeptVerdicts kept) {
    this.models = models;
    this.board = new StatusBoard(models, monitor, feedback, concept, kept);
  }

  /** Of all models, or of one. */
  @Get
  MutableHttpResponse<byte[]> status(
      @QueryValue @Nullable String model, @QueryValue @Nullable String format) {
    ReportFormat asked = ReportFormat.read(format);
    StatusBoard.Screen screen =
        board
            .screen(model)
            .orElseThrow(
                () ->
                    HttpProblem.notFound(
                        UnknownName.model(
                            model == null ? "" : model,
                            models.statuses().stream().map(ModelStatus::name).toList())));
    return asked.answer(() -> StatusJson.toBytes(screen), () -> StatusText.of(screen));
  }
}
