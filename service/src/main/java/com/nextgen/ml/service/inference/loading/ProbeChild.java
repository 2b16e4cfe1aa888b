package com.nextgen.ml.service.inference.loading;

import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.ModelLoadException;
import com.nextgen.ml.service.inference.onnx.OnnxModel;
import com.nextgen.ml.service.inference.onnx.OnnxRuntime;
import com.nextgen.ml.service.inference.onnx.WarmUp;
import com.nextgen.ml.service.inference.probe.Answer;
import com.nextgen.ml.service.inference.probe.ProbeRequest;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;

/** The program of the process that tries a model file: opens it, runs it once, and says so. */
final class ProbeChild {
  private static final int PARENT_GONE = 4;

  private ProbeChild() {}

  /** Reads one request from the standard input. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    ProbeRequest request = ProbeRequest.read(new DataInputStream(System.in));
    endWith(System.in);
    OnnxRuntime runtime = new OnnxRuntime();
    Answer.ready(out);
    try {
      probe(runtime, request);
      Answer.good(out);
    } catch (ModelLoadException e) {
      Answer.refused(out, String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      Answer.refused(out, "the file takes more memory than its size lets expect");
    }
    Runtime.getRuntime().halt(0); // what the runtime would do at an orderly end is of no interest
  }

  private static void probe(OnnxRuntime runtime, ProbeRequest request) throws ModelLoadException {
    ModelSchema schema = request.schema();
    if (schema == null) {
      runtime.describe(request.onnx());
      return;
    }
    try (OnnxModel model = runtime.open(request.onnx(), schema)) {
      run(model, schema, request);
    }
  }

  private static void run(OnnxModel model, ModelSchema schema, ProbeRequest request)
      throws ModelLoadException {
    try {
      // What the outputs mean is for the other process to judge.
      model.raw(WarmUp.row(schema, request.texts()));
    } catch (InferenceException e) {
      // Short of memory is it only in this process; the other one would give it all there is.
      if (!request.mayRefuse() || !model.takesTexts() || saysMemory(e)) {
        throw new ModelLoadException("a first prediction failed: " + WarmUp.why(e), e);
      }
    }
  }

  private static boolean saysMemory(InferenceException e) {
    return WarmUp.why(e).contains("alloc");
  }

  /** The input stays open as long as the process lives that wants to know. */
  private static void endWith(InputStream in) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (in.read() >= 0) {}
              } catch (IOException e) {
                // The same as its end.
              }
              Runtime.getRuntime().halt(PARENT_GONE);
            },
            "parent");
    thread.setDaemon(true);
    thread.start();
  }
}
