package com.nextgen.ml.benchmarks;

import com.nextgen.ml.service.access.Access;
import com.nextgen.ml.service.access.token.FileTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs a request that its sender is known and may do what it asks: 1,000 tokens. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls read() first
public class AccessCost {
  private static final int TOKENS = 1_000;
  private static final String TOKEN = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
  private static final String PREDICT = "/v1/models/purchase-intent/predict";

  private Access access;

  @Setup
  public void read() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(FileTokens.line("caller", TOKEN, List.of("predict:purchase-intent")));
    for (int i = 1; i < TOKENS; i++) {
      lines.add(FileTokens.line("caller-" + i, TOKEN + i, List.of("read")));
    }
    Path file = Files.createTempFile("tokens", "");
    Files.write(file, lines);
    access = new Access(List.of(FileTokens.of(file)), System::currentTimeMillis);
    Files.delete(file);
  }

  @Benchmark
  public Access.Decision predictWithANamedModel() {
    return access.decide("POST", PREDICT, TOKEN);
  }

  @Benchmark
  public Access.Decision unknownToken() {
    return access.decide("POST", PREDICT, "x" + TOKEN);
  }
}
