package com.nextgen.ml.service.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.service.inference.ModelLoadException;
import java.util.concurrent.atomic.AtomicInteger;

/** Opens models in ONNX Runtime. One a process is enough. */
public final class OnnxRuntime {
  /** A model file larger than this is refused unless told otherwise: 512 MiB. */
  public static final long MAX_MODEL_BYTES = 512L << 20;

  private final OrtEnvironment environment;
  private final AtomicInteger openSessions = new AtomicInteger();
  private final RunWatchdog watchdog = new RunWatchdog();

  public OnnxRuntime() {
    // What the native library has to say reaches us as exceptions; its own log is not ours.
    environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "ml-service");
  }

  /**
   * Opens a model.
   *
   * @param onnx the model file
   * @throws ModelLoadException if it is no model, keeps data in other files, or its tensors do not
   *     fit the schema; the message names which
   */
  public OnnxModel open(byte[] onnx, ModelSchema schema) throws ModelLoadException {
    boolean steady = Operators.areSteady(SelfContained.check(onnx));
    OrtSession session = session(onnx, OptLevel.ALL_OPT);
    try {
      OnnxModel model =
          new OnnxModel(
              environment, session, schema, steady, watchdog, openSessions::decrementAndGet);
      openSessions.incrementAndGet();
      return model;
    } catch (OrtException e) {
      close(session);
      throw failed(e);
    } catch (ModelLoadException | RuntimeException e) {
      close(session);
      throw e;
    }
  }

  /**
   * Returns what a model file says of itself. It is not made ready to run, so nothing of it is
   * computed.
   *
   * @throws ModelLoadException if it is no model or keeps data in other files
   */
  public OnnxDescription describe(byte[] onnx) throws ModelLoadException {
    SelfContained.check(onnx);
    try (OrtSession session = session(onnx, OptLevel.NO_OPT)) {
      return new OnnxDescription(
          Tensors.specs(session.getInputInfo().values()),
          Tensors.specs(session.getOutputInfo().values()),
          session.getMetadata().getCustomMetadata());
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  /**
   * Returns its version and the processors it is built for: what it can do to a file depends on
   * both.
   */
  public String version() {
    return environment.getVersion() + "-" + System.getProperty("os.arch");
  }

  /**
   * Ends every run under way, as far as it obeys, and every later one: for the end of the process.
   */
  public void endRuns() {
    watchdog.endAll();
  }

  /** Returns how many models are open now. */
  public int openSessions() {
    return openSessions.get();
  }

  private OrtSession session(byte[] onnx, OptLevel level) throws ModelLoadException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(level);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      return environment.createSession(onnx, options);
    } catch (OrtException e) {
      throw failed(e);
    }
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("a session does not close", e);
    }
  }

  private static ModelLoadException failed(OrtException e) {
    return new ModelLoadException("the model file does not load: " + OnnxModel.brief(e), e);
  }
}
