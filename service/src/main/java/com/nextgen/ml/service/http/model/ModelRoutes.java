package com.nextgen.ml.service.http.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.text.Names;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.http.report.VerdictDocument;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.loading.ModelStatus;
import com.nextgen.ml.service.inference.loading.ModelTable;
import com.nextgen.ml.service.monitor.Monitor;
import com.nextgen.ml.service.registry.AliasChange;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.yaml.SchemaJson;
import com.nextgen.ml.service.suggest.UnknownName;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What models there are, what state they are in, and what was found of them. */
@Controller(value = "/v1/models", produces = MediaType.ALL)
@ExecuteOn(Responses.MODELS)
@Requires(beans = {ModelTable.class, Monitor.class, ModelRegistry.class})
final class ModelRoutes {
  private final ModelTable models;
  private final ModelRegistry registry;
  private final Monitor monitor;

  ModelRoutes(ModelTable models, ModelRegistry registry, Monitor monitor) {
    this.models = models;
    this.registry = registry;
    this.monitor = monitor;
  }

  /** Every model of the registry. */
  @Get
  MutableHttpResponse<byte[]> all() {
    List<ModelStatus> statuses = models.statuses();
    return Responses.json(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("models");
          for (ModelStatus status : statuses) {
            out.writeStartObject();
            out.writeStringField("name", status.name());
            production(out, status);
            out.writeArrayFieldStart("versions");
            for (ModelStatus.Version version : status.versions()) {
              out.writeString(Integer.toString(version.version()));
            }
            out.writeEndArray();
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  /** One model: its aliases, its versions' states, the schema of the version in production. */
  @Get("/{model}")
  MutableHttpResponse<byte[]> model(@PathVariable String model) {
    ModelStatus status = status(model);
    OptionalInt previous = previous(model);
    try (Lease lease = models.lease(model)) {
      ModelSchema schema = lease == null ? null : lease.version().schema();
      return Responses.json(
          out -> {
            out.writeStartObject();
            out.writeStringField("name", status.name());
            production(out, status);
            if (previous.isPresent()) {
              out.writeStringField("previousProduction", Integer.toString(previous.getAsInt()));
            }
            aliases(out, status.aliases());
            problem(out, status.problem());
            out.writeArrayFieldStart("versions");
            for (ModelStatus.Version version : status.versions()) {
              out.writeStartObject();
              state(out, version);
              out.writeEndObject();
            }
            out.writeEndArray();
            if (schema != null) {
              out.writeFieldName("schema");
              SchemaJson.write(out, schema);
            }
            out.writeEndObject();
          });
    }
  }

  /** One version: its state, schema, baseline and the last verdict on each window. */
  @Get("/{model}/versions/{version}")
  MutableHttpResponse<byte[]> version(@PathVariable String model, @PathVariable String version) {
    int number = Versions.number(version);
    List<ModelStatus.Version> versions = status(model).versions();
    ModelStatus.Version state =
        versions.stream()
            .filter(candidate -> candidate.version() == number)
            .findFirst()
            .orElseThrow(
                () ->
                    HttpProblem.notFound(
                        UnknownName.version(
                            model,
                            number,
                            versions.stream().map(ModelStatus.Version::version).toList())));
    try (Lease lease = models.lease(model, number)) {
      return Responses.json(
          out -> {
            out.writeStartObject();
            out.writeStringField("model", model);
            state(out, state);
            if (lease != null) {
              loaded(out, lease.version());
            }
            out.writeEndObject();
          });
    }
  }

  private void loaded(JsonGenerator out, ServedVersion version) throws IOException {
    out.writeStringField("loadedAt", version.loadedAt().toString());
    if (!version.sha256().isEmpty()) {
      out.writeStringField("sha256", version.sha256());
    }
    String fenced = version.runs().fence().problem();
    if (fenced != null) {
      out.writeStringField("fenced", fenced);
    }
    var baseline = version.baseline();
    if (baseline != null) {
      out.writeObjectFieldStart("baseline");
      out.writeNumberField("rows", baseline.rows());
      out.writeStringField("capturedAt", baseline.capturedAt().toString());
      out.writeBooleanField("inSample", baseline.inSample());
      out.writeEndObject();
    }
    out.writeArrayFieldStart("judged");
    VersionId id = version.id();
    for (var verdict : monitor.judged(id)) {
      VerdictDocument.write(out, verdict);
    }
    out.writeEndArray();
    out.writeFieldName("schema");
    SchemaJson.write(out, version.schema());
  }

  private ModelStatus status(String model) {
    ModelStatus status = Names.isValid(model) ? models.status(model) : null;
    if (status == null) {
      throw HttpProblem.notFound(
          UnknownName.model(model, models.statuses().stream().map(ModelStatus::name).toList()));
    }
    return status;
  }

  private OptionalInt previous(String model) {
    try {
      return AliasChange.previous(registry.aliasHistory(model), "production");
    } catch (IOException | RegistryException e) {
      return OptionalInt.empty(); // no record, no previous version
    }
  }

  private static void production(JsonGenerator out, ModelStatus status) throws IOException {
    if (status.standard().isPresent()) {
      out.writeStringField("production", Integer.toString(status.standard().getAsInt()));
    }
  }

  private static void aliases(JsonGenerator out, Map<String, Integer> aliases) throws IOException {
    out.writeObjectFieldStart("aliases");
    for (Map.Entry<String, Integer> alias : new TreeMap<>(aliases).entrySet()) {
      out.writeStringField(alias.getKey(), Integer.toString(alias.getValue()));
    }
    out.writeEndObject();
  }

  private static void state(JsonGenerator out, ModelStatus.Version version) throws IOException {
    out.writeStringField("version", Integer.toString(version.version()));
    out.writeStringField("state", version.state().code());
    problem(out, version.problem());
  }

  private static void problem(JsonGenerator out, @Nullable String problem) throws IOException {
    if (problem != null) {
      out.writeStringField("problem", problem);
    }
  }
}
