package com.nextgen.ml.service.http.model;

import com.nextgen.ml.monitoring.text.Names;
import com.nextgen.ml.service.csv.CsvException;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.Refusal;
import com.nextgen.ml.service.http.HttpProblem;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.http.Responses;
import com.nextgen.ml.service.http.Uploads;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.http.access.Changes;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.loading.ModelOpener;
import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.RegistryException;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.concurrent.Semaphore;

/** The baselines that the registry keeps. A version's baseline never changes. */
@Controller("/v1/models/{model}/versions/{version}/baseline")
@ExecuteOn(Responses.REPORTS)
@Requires(beans = ModelRegistry.class)
final class BaselineRoutes {
  private final ModelRegistry registry;
  private final TrainingRows training;
  private final Uploads uploads;
  private final Changes changes;

  /** One at a time: each takes a core for as long as it lasts. */
  private final Semaphore capturing = new Semaphore(1);

  BaselineRoutes(ModelRegistry registry, ModelOpener opener, Uploads uploads, Changes changes) {
    this.uploads = uploads;
    this.registry = registry;
    this.changes = changes;
    this.training = new TrainingRows(registry, opener, Clock.systemUTC());
  }

  /** The document as it is stored. */
  @Get(produces = MediaType.ALL)
  MutableHttpResponse<byte[]> get(@PathVariable String model, @PathVariable String version) {
    int number = existing(model, version);
    try {
      byte[] document = registry.baseline(model, number);
      if (document == null) {
        throw HttpProblem.notFound(model + "/" + number + " has no baseline");
      }
      return Responses.json(HttpStatus.OK, document);
    } catch (IOException e) {
      throw unreachable();
    } catch (RegistryException e) {
      throw HttpProblem.notFound(String.valueOf(e.getMessage()));
    }
  }

  /** Gives a version its baseline: 201, or 200 if it has the same, or 409 if it has another. */
  @Put(consumes = MediaType.APPLICATION_JSON, produces = MediaType.ALL)
  MutableHttpResponse<byte[]> put(
      HttpRequest<?> request,
      @PathVariable String model,
      @PathVariable String version,
      @Body byte[] document) {
    int number = existing(model, version);
    try {
      return answer(request, registry.putBaseline(model, number, document), model, number);
    } catch (IOException e) {
      throw unreachable();
    } catch (RegistryException | IllegalArgumentException e) {
      throw HttpProblem.invalid(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Makes a version's baseline from the rows it was trained on: 201, or 200 if it has the same, or
   * 409 if it has another. The rows go to a temporary file, since they are read twice.
   */
  @Post(consumes = "text/csv", produces = MediaType.ALL)
  @ExecuteOn(Responses.UPLOADS)
  MutableHttpResponse<byte[]> post(
      HttpRequest<?> request,
      @PathVariable String model,
      @PathVariable String version,
      @Body InputStream rows) {
    int number = existing(model, version);
    if (!capturing.tryAcquire()) {
      throw HttpProblem.overload("another baseline is being made; try again");
    }
    try (Uploads.Upload upload = uploads.receive(rows)) {
      return answer(request, training.put(model, number, upload.file()), model, number);
    } catch (IOException e) {
      throw unreachable();
    } catch (InferenceException e) {
      throw HttpProblem.of(new Refusal(ErrorCode.MODEL_FAILED, String.valueOf(e.getMessage())));
    } catch (RegistryException | CsvException | ModelLoadException | IllegalArgumentException e) {
      throw HttpProblem.invalid(String.valueOf(e.getMessage()));
    } finally {
      capturing.release();
    }
  }

  private int existing(String model, String version) {
    int number = Versions.number(version);
    try {
      if (Names.isValid(model) && registry.has(model, number)) {
        return number;
      }
    } catch (IOException e) {
      throw unreachable();
    }
    throw HttpProblem.notFound(registry.snapshot().unknown(model, number));
  }

  private MutableHttpResponse<byte[]> answer(
      HttpRequest<?> request, ModelRegistry.Put put, String model, int version) {
    if (put == ModelRegistry.Put.CREATED) {
      changes.made(request, "baseline.set", model + "/" + version, null, "a baseline", null);
    }
    return switch (put) {
      case CREATED -> stored(HttpStatus.CREATED, model, version);
      case IDENTICAL -> stored(HttpStatus.OK, model, version);
      case CONFLICT ->
          throw HttpProblem.conflict(
              model + "/" + version + " has another baseline; new edges need a new version");
    };
  }

  private static MutableHttpResponse<byte[]> stored(HttpStatus status, String model, int version) {
    return Responses.json(
        status,
        Json.write(
            64,
            out -> {
              out.writeStartObject();
              out.writeStringField("model", model);
              out.writeStringField("version", Integer.toString(version));
              out.writeEndObject();
            }));
  }

  private static HttpProblem unreachable() {
    return HttpProblem.overload("the registry cannot be read or written now");
  }
}
