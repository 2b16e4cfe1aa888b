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
import com.nextgen.ml.service.inference.loading.ModelTable;
import com.nextgen.ml.service.inference.loading.Promotion;
import com.nextgen.ml.service.registry.AliasChange;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.time.Clock;

/** Moves aliases. */
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
    if (!Names.isValid(model)) {
      throw HttpProblem.notFound("there is no model '" + Messages.quoted(model) + "'");
    }
    Wish wish = Json.read(body, AliasRoutes::wish);
    int version = Versions.number(wish.version());
    String name = changes.caller(request);
    String caller = name == null ? request.getRemoteAddress().getAddress().getHostAddress() : name;
    Promotion promotion;
    try {
      promotion = models.promote(model, alias, version, wish.reason(), caller, clock.instant());
    } catch (IOException e) {
      throw HttpProblem.overload("the registry cannot be read or written now");
    }
    if (promotion instanceof Promotion.Done done) {
      AliasChange change = done.change();
      changes.made(
          request,
          "alias.set",
          model + "/" + change.alias(),
          change.from() == null ? null : Integer.toString(change.from()),
          Integer.toString(change.to()),
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
          out.writeStringField("version", Integer.toString(change.to()));
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
                "unknown field '" + Messages.quoted(field) + "'; there are version, reason");
      }
    }
    if (version == null || reason == null) {
      throw HttpProblem.invalid((version == null ? "version" : "reason") + " is missing");
    }
    return new Wish(version, reason);
  }
}
