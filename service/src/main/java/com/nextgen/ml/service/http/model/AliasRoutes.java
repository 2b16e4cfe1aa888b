package com.nextgen.ml.service.http.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.nextgen.ml.monitoring.text.Messages;
import com.nextgen.ml.monitoring.text.Names;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.http.access.Changes;
import com.nextgen.ml.service.inference.loading.ModelStatus;
import com.nextgen.ml.service.inference.loading.ModelTable;
import com.nextgen.ml.service.inference.loading.Promotion;
import com.nextgen.ml.service.registry.AliasChange;
import com.nextgen.ml.service.suggest.UnknownName;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves aliases, and removes them. */
@Controller("/v1/models/{model}/aliases/{alias}")
@ExecuteOn(Responses.PROMOTIONS)
@Requires(beans = ModelTable.class)
final class AliasRoutes {
  private final ModelTable models;
  private final Changes changes;
  private final Clock clock = Clock.systemUTC();

  AliasRoutes(ModelTable models, Changes changes) {
    this.models = models;
    this.changes = changes;
  }

  private record Wish(String version, String reason) {}

  /**
   * Loads and warms the version, then lets the alias name it; 409 leaves all as it was, for a
   * version that does not load.
   */
  @Put(consumes = MediaType.APPLICATION_JSON, produces = MediaType.ALL)
  MutableHttpResponse<byte[]> put(
      HttpRequest<?> request,
      @PathVariable String model,
      @PathVariable String alias,
      @Body byte[] body) {
    check(model);
    Wish wish = Json.read(body, AliasRoutes::wish);
    int version = Versions.number(wish.version());
    try {
      return answer(
          request,
          model,
          models.promote(model, alias, version, wish.reason(), caller(request), clock.instant()));
    } catch (IOException e) {
      throw unreachable();
    }
  }

  /** Removes an alias; {@code production} can only be moved. */
  @Delete(produces = MediaType.ALL)
  MutableHttpResponse<byte[]> delete(
      HttpRequest<?> request,
      @PathVariable String model,
      @PathVariable String alias,
      @QueryValue @Nullable String reason) {
    check(model);
    if (reason == null) {
      throw HttpProblem.invalid("reason is missing");
    }
    try {
      return answer(
          request,
          model,
          models.removeAlias(model, alias, reason, caller(request), clock.instant()));
    } catch (IOException e) {
      throw unreachable();
    }
  }

  private void check(String model) {
    if (!Names.isValid(model)) {
      throw HttpProblem.notFound(
          UnknownName.model(model, models.statuses().stream().map(ModelStatus::name).toList()));
    }
  }

  private String caller(HttpRequest<?> request) {
    String name = changes.caller(request);
    return name == null ? request.getRemoteAddress().getAddress().getHostAddress() : name;
  }

  private static HttpProblem unreachable() {
    return HttpProblem.overload("the registry cannot be read or written now");
  }

  private MutableHttpResponse<byte[]> answer(
      HttpRequest<?> request, String model, Promotion promotion) {
    if (promotion instanceof Promotion.Done done) {
      AliasChange change = done.change();
      changes.made(
          request,
          change.to() == 0 ? "alias.delete" : "alias.set",
          model + "/" + change.alias(),
          change.from() == null ? null : Integer.toString(change.from()),
          change.to() == 0 ? null : Integer.toString(change.to()),
          change.reason());
      return answer(model, change);
    }
    if (promotion instanceof Promotion.Unknown unknown) {
      throw HttpProblem.notFound(unknown.message());
    }
    if (promotion instanceof Promotion.Refused refused) {
      throw HttpProblem.conflict(refused.message());
    }
    throw HttpProblem.invalid(((Promotion.Invalid) promotion).message());
  }

  private static MutableHttpResponse<byte[]> answer(String model, AliasChange change) {
    return Responses.json(
        out -> {
          out.writeStartObject();
          out.writeStringField("model", model);
          out.writeStringField("alias", change.alias());
          if (change.to() > 0) {
            out.writeStringField("version", Integer.toString(change.to()));
          }
          if (change.from() != null) {
            out.writeStringField("previous", Integer.toString(change.from()));
          }
          out.writeStringField("time", change.time().toString());
          out.writeStringField("caller", change.caller());
          out.writeStringField("reason", change.reason());
          out.writeEndObject();
        });
  }

  private static Wish wish(JsonParser parser) throws IOException {
    Json.needObject(parser, "the body");
    String version = null;
    String reason = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "version" ->
            version =
                parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    ? parser.getText()
                    : Json.needText(parser, "version");
        case "reason" -> reason = Json.needText(parser, "reason");
        default ->
            throw HttpProblem.invalid(
                "unknown field '"
                    + Messages.quoted(field)
                    + "'"
                    + UnknownName.known(field, List.of("version", "reason"), ""));
      }
    }
    if (version == null || reason == null) {
      throw HttpProblem.invalid((version == null ? "version" : "reason") + " is missing");
    }
    return new Wish(version, reason);
  }
}
