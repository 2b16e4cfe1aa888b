package com.nextgen.ml.service.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.monitoring.schema.PredictionBlock;
import com.nextgen.ml.monitoring.schema.RowBlock;
import com.nextgen.ml.service.fault.ErrorCode;
import com.nextgen.ml.service.fault.ErrorReason;
import com.nextgen.ml.service.feedback.TestServed;
import com.nextgen.ml.service.inference.InferenceException;
import com.nextgen.ml.service.inference.InferencePool;
import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.RowDetails;
import com.nextgen.ml.service.inference.ServedVersion;
import com.nextgen.ml.service.inference.VersionId;
import com.nextgen.ml.service.inference.VersionObserver;
import com.nextgen.ml.service.monitor.SimulatedModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests of a protocol whose answers are texts. */
class InferenceRunnerTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final int INLINE_BYTES = 100;

  private final InferencePool pool = new InferencePool(1, 4);
  private final InferenceRunner runner =
      new InferenceRunner(pool, new RequestLimits(Duration.ofMinutes(1), INLINE_BYTES, 8));
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger released = new AtomicInteger();

  private final ServedVersion version =
      TestServed.of(
          new VersionId("shop", 3),
          SimulatedModel.schema("shop", "5m", "1h"),
          null,
          (id, schema, baseline) -> new Told());

  @AfterEach
  void end() throws Exception {
    pool.close();
    assertThat(pool.awaitEnd(Duration.ofSeconds(30))).isTrue();
    assertThat(released).hasValue(1);
  }

  @Test
  void countsAnAnswerWithItsTrace() throws Exception {
    assertThat(answer(10, () -> "fine")).isEqualTo("Answered[value=fine]");
    assertThat(told).containsExactly("null " + TRACE);
  }

  @Test
  void aLongRequestIsReadAndAnsweredInThePool() throws Exception {
    Thread here = Thread.currentThread();
    assertThat(answer(INLINE_BYTES + 1, () -> here == Thread.currentThread() ? "here" : "pool"))
        .isEqualTo("Answered[value=pool]");
  }

  @Test
  void countsARefusalOfTheProtocolByItsReason() throws Exception {
    assertThat(
            answer(
                10,
                () -> {
                  throw new Unreadable();
                }))
        .startsWith("Refused[")
        .endsWith("Unreadable: no rows]");
    assertThat(told).containsExactly("INVALID " + TRACE, "type of price");
  }

  @Test
  void aFailureOfTheModelKeepsItsReasonAndItsMessage() throws Exception {
    assertThat(
            answer(
                10,
                () -> {
                  throw new InferenceException(ErrorReason.INVALID, "row 0: no number");
                }))
        .isEqualTo("Failed[refusal=Refusal[code=INVALID, detail=row 0: no number]]");
    assertThat(told).containsExactly("INVALID " + TRACE);
  }

  @Test
  void countsUnexpectedExceptionsAsModelErrors() throws Exception {
    assertThat(
            answer(
                INLINE_BYTES + 1,
                () -> {
                  throw new IllegalStateException("secret");
                }))
        .isEqualTo("Crashed[error=java.lang.IllegalStateException: secret]");
    assertThat(told).containsExactly("MODEL " + TRACE);
  }

  @Test
  void aClosedPoolIsOverload() throws Exception {
    pool.close();
    assertThat(answer(INLINE_BYTES + 1, () -> "never"))
        .isEqualTo("Failed[refusal=Refusal[code=OVERLOAD, detail=the service is busy; try again]]");
    assertThat(told).containsExactly("OVERLOAD " + TRACE);
  }

  private interface Body {
    String run() throws InferenceException;
  }

  private String answer(int bytes, Body body) throws Exception {
    long now = System.nanoTime();
    InferenceCall call =
        new InferenceCall(
            new Counted(),
            "00-" + TRACE + "-00f067aa0ba902b7-01",
            System::nanoTime,
            now,
            now,
            now + TimeUnit.MINUTES.toNanos(1));
    return runner
        .answer(call, new Texts(bytes, body))
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }

  private record Texts(int bytes, Body body) implements Exchange<String, String> {
    @Override
    public Job<String> read(InferenceCall call) {
      return new TextJob(body);
    }

    @Override
    public String say(Outcome<String> outcome) {
      return outcome.toString();
    }
  }

  private record TextJob(Body body) implements Exchange.Job<String> {
    @Override
    public RowBlock rows() {
      return new RowBlock(0, new double[0], new String[0]);
    }

    @Override
    public String run(Exchange.Model model) throws InferenceException {
      return body.run();
    }
  }

  private static final class Unreadable extends RuntimeException implements UnreadableRequest {
    private static final long serialVersionUID = 1L;

    Unreadable() {
      super("no rows");
    }

    @Override
    public ErrorCode code() {
      return ErrorCode.INVALID;
    }

    @Override
    public String feature() {
      return "price";
    }
  }

  private final class Counted implements Lease {
    @Override
    public ServedVersion version() {
      return version;
    }

    @Override
    public void close() {
      released.incrementAndGet();
    }
  }

  private final class Told implements VersionObserver {
    @Override
    public int onRows(RowBlock rows, PredictionBlock predictions, RowDetails details) {
      return rows.rows();
    }

    @Override
    public void onTypeError(String feature) {
      told.add("type of " + feature);
    }

    @Override
    public void onRequest(long nanos, @Nullable ErrorReason error, @Nullable String traceId) {
      told.add(error + " " + traceId);
    }
  }
}
