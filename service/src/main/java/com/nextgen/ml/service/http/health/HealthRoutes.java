package com.nextgen.ml.service.http.health;

import com.fasterxml.jackson.core.JsonGenerator;
import com.nextgen.ml.service.BuildVersion;
import com.nextgen.ml.service.feedback.Feedback;
import com.nextgen.ml.service.http.Json;
import com.nextgen.ml.service.http.Versions;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.ModelSignature;
import com.nextgen.ml.service.inference.ServedModels;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.TensorSpec;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the Open Inference Protocol tells of the server and its models. */
@Controller(value = "/v2", produces = MediaType.APPLICATION_JSON)
final class HealthRoutes {
  private final Versions versions;
  private final ServedModels models;
  private final Readiness readiness;
  private final LiveLoops loops;
  private final @Nullable Feedback feedback;

  /**
   * @param feedback empty if there is no store
   */
  HealthRoutes(
      Versions versions,
      ServedModels models,
      Readiness readiness,
      LiveLoops loops,
      Optional<Feedback> feedback) {
    this.feedback = feedback.orElse(null);
    this.loops = loops;
    this.versions = versions;
    this.models = models;
    this.readiness = readiness;
  }

  /** The server's name and version. */
  @Get
  MutableHttpResponse<byte[]> server() {
    return answer(
        HttpStatus.OK,
        out -> {
          out.writeStringField("name", "ml-service");
          out.writeStringField("version", BuildVersion.current());
          out.writeArrayFieldStart("extensions");
          out.writeString("binary_tensor_data");
          out.writeEndArray();
        });
  }

  /** Whether the process is alive: 503 once no event loop has come round for half a minute. */
  @Get("/health/live")
  MutableHttpResponse<byte[]> live() {
    boolean live = !loops.areLost(System.nanoTime());
    return answer(status(live), out -> out.writeBooleanField("live", live));
  }

  /**
   * Whether requests are taken: 503 while the registry is first read and while stopping. What is
   * wrong with the store is said, but inference goes on without it.
   */
  @Get("/health/ready")
  MutableHttpResponse<byte[]> ready() {
    boolean ready = readiness.isReady();
    String problem = feedback == null ? null : feedback.storeFigures().notice();
    return answer(
        status(ready),
        out -> {
          out.writeBooleanField("ready", ready);
          if (problem != null) {
            out.writeObjectFieldStart("problems");
            out.writeStringField("store", problem);
            out.writeEndObject();
          }
        });
  }

  /** A model's tensors, those of the version in production. */
  @Get("/models/{model}")
  MutableHttpResponse<byte[]> model(@PathVariable String model) {
    return metadata(model, null);
  }

  /** A version's tensors. */
  @Get("/models/{model}/versions/{version}")
  MutableHttpResponse<byte[]> version(@PathVariable String model, @PathVariable String version) {
    return metadata(model, version);
  }

  /** Whether the version in production answers. */
  @Get("/models/{model}/ready")
  MutableHttpResponse<byte[]> modelReady(@PathVariable String model) {
    return ready(model, null);
  }

  /** Whether a version answers. */
  @Get("/models/{model}/versions/{version}/ready")
  MutableHttpResponse<byte[]> versionReady(
      @PathVariable String model, @PathVariable String version) {
    return ready(model, version);
  }

  private MutableHttpResponse<byte[]> ready(String model, @Nullable String version) {
    try (Lease lease = versions.lease(model, version)) {
      String problem = lease.version().runs().fence().problem();
      boolean ready = readiness.isReady() && lease.version().signature() != null && problem == null;
      return answer(
          status(ready),
          out -> {
            out.writeStringField("name", model);
            out.writeBooleanField("ready", ready);
            if (problem != null) {
              out.writeStringField("problem", problem);
            }
          });
    }
  }

  private MutableHttpResponse<byte[]> metadata(String model, @Nullable String version) {
    try (Lease lease = versions.lease(model, version)) {
      ModelSignature signature = lease.version().signature();
      return answer(
          HttpStatus.OK,
          out -> {
            out.writeStringField("name", model);
            out.writeArrayFieldStart("versions");
            for (ServedVersion served : models.versions()) {
              if (served.id().model().equals(model)) {
                out.writeString(Integer.toString(served.id().version()));
              }
            }
            out.writeEndArray();
            out.writeStringField("platform", signature == null ? "" : "onnx_onnxv1");
            tensors(out, "inputs", signature == null ? List.of() : signature.inputs());
            tensors(out, "outputs", signature == null ? List.of() : signature.outputs());
          });
    }
  }

  private static void tensors(JsonGenerator out, String name, List<TensorSpec> tensors)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (TensorSpec tensor : tensors) {
      out.writeStartObject();
      out.writeStringField("name", tensor.name());
      out.writeStringField("datatype", tensor.datatype());
      out.writeArrayFieldStart("shape");
      for (long size : tensor.shape()) {
        out.writeNumber(size);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static HttpStatus status(boolean ready) {
    return ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
  }

  private static MutableHttpResponse<byte[]> answer(HttpStatus status, Json.Writer fields) {
    byte[] json =
        Json.write(
            256,
            out -> {
              out.writeStartObject();
              fields.write(out);
              out.writeEndObject();
            });
    return HttpResponse.<byte[]>status(status)
        .body(json)
        .contentType(MediaType.APPLICATION_JSON_TYPE);
  }
}
