package com.nextgen.ml.benchmarks.load;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The model in ONNX Runtime with the session settings of the service; for one thread. */
final class BareModel {
  private static final int EXPECTED_BYTES = 320;
  private static final Set<String> SCORES = Set.of("probabilities");
  private static final long[] SHAPE = {1, Requests.FEATURES};

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final FloatBuffer row =
      ByteBuffer.allocateDirect(Float.BYTES * Requests.FEATURES)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();

  BareModel(Path onnx) throws IOException, OrtException {
    environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "bare-netty");
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      session = environment.createSession(Files.readAllBytes(onnx), options);
    }
  }

  /** Answers an {@code infer} body with the bytes that the service answers it with. */
  byte[] answer(byte[] body) throws IOException, OrtException {
    String id = BareRequest.read(body, row);
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, row.rewind(), SHAPE);
        OrtSession.Result result = session.run(Map.of(Requests.INPUT, tensor), SCORES)) {
      FloatBuffer scores = ((OnnxTensor) result.get(0)).getFloatBuffer();
      return write(id, scores.get(0), scores.get(1));
    }
  }

  private static byte[] write(String id, float negative, float positive) throws IOException {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(EXPECTED_BYTES)) {
      try (JsonGenerator out = BareRequest.JSON.createGenerator(bytes)) {
        out.writeStartObject();
        out.writeStringField("model_name", Requests.MODEL);
        out.writeStringField("model_version", "1");
        out.writeStringField("id", id);
        out.writeArrayFieldStart("outputs");
        head(out, "label", "INT64", 1);
        out.writeNumber(positive >= 0.5f ? 1L : 0L);
        end(out);
        head(out, "probabilities", "FP32", 1, 2);
        out.writeNumber(negative);
        out.writeNumber(positive);
        end(out);
        out.writeEndArray();
        out.writeEndObject();
      }
      return bytes.toByteArray();
    }
  }

  private static void head(JsonGenerator out, String name, String datatype, int... shape)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("name", name);
    out.writeStringField("datatype", datatype);
    out.writeArrayFieldStart("shape");
    for (int size : shape) {
      out.writeNumber(size);
    }
    out.writeEndArray();
    out.writeArrayFieldStart("data");
  }

  private static void end(JsonGenerator out) throws IOException {
    out.writeEndArray();
    out.writeEndObject();
  }
}
