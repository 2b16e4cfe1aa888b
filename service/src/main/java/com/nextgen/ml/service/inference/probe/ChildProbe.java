package com.nextgen.ml.service.inference.probe;

import com.nextgen.ml.monitoring.schema.policy.DurationSpelling;
import com.nextgen.ml.service.temporary.TemporaryFolder;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tries a file in a child process with limits of memory and time, which dies in this one's stead.
 *
 * <p>The request goes through the child's standard input, which stays open: where it ends before
 * the answer, this process has died and the child ends itself.
 */
public final class ChildProbe implements Probe {
  /** How long the child may take to start and to receive the file. */
  public static final Duration TO_START = Duration.ofSeconds(30);

  private static final int MAX_LINES = 10;
  private static final List<String> INHERITED = List.of("PATH", "LD_LIBRARY_PATH", "LANG", "TZ");

  private final ChildCommand command;
  private final Duration within;

  /**
   * @param within how long a file may take to be opened and run once; then the child is ended
   */
  public ChildProbe(ChildCommand command, Duration within) {
    this.command = command;
    this.within = within;
  }

  @Override
  public ProbeResult run(ProbeRequest request) throws InterruptedException {
    try (TemporaryFolder temporary = TemporaryFolder.open()) {
      Process process = start(request, temporary.path());
      try {
        return answer(process, request);
      } finally {
        process.destroyForcibly();
        process.waitFor();
      }
    } catch (IOException e) {
      return new ProbeResult.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  private Process start(ProbeRequest request, Path temporary) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.words(request.onnx().length, temporary));
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(INHERITED); // no password, and none of this process's options
    environment.put("CLASSPATH", command.classPath());
    environment.put("MALLOC_ARENA_MAX", "2"); // or each thread would reserve addresses of its own
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return builder.start();
  }

  private ProbeResult answer(Process process, ProbeRequest request) throws InterruptedException {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    CompletableFuture<List<String>> lines =
        CompletableFuture.supplyAsync(
            () -> exchange(process, request, ready), work -> daemon(work));
    if (!isDone(ready)) {
      return new ProbeResult.Unavailable(
          "it was not ready within " + DurationSpelling.of(TO_START));
    }
    if (!process.waitFor(within.toNanos(), TimeUnit.NANOSECONDS)) {
      return new ProbeResult.Fatal(
          "was not opened and run once within " + DurationSpelling.of(within));
    }
    return Answer.of(lines.join(), process.exitValue());
  }

  private static boolean isDone(CompletableFuture<Void> ready) throws InterruptedException {
    try {
      ready.get(TO_START.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("it is completed with nothing else", e);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "probe");
    thread.setDaemon(true);
    thread.start();
  }

  /** Sends the request and reads the answer's lines, until the child closes its output. */
  private static List<String> exchange(
      Process process, ProbeRequest request, CompletableFuture<Void> ready) {
    List<String> lines = new ArrayList<>();
    try (DataOutputStream out = new DataOutputStream(process.getOutputStream());
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      send(request, out);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (lines.size() < MAX_LINES && line.startsWith("probe: ")) {
          lines.add(line);
        }
        if (Answer.isReady(lines)) {
          ready.complete(null);
        }
      }
    } catch (IOException e) {
      return lines; // the child is gone; its status says the rest
    } finally {
      ready.complete(null);
    }
    return lines;
  }

  /** A child that ends before it has read everything still has something to say. */
  private static void send(ProbeRequest request, DataOutputStream out) {
    try {
      request.write(out);
    } catch (IOException e) {
      // Its output is read next.
      return;
    }
  }
}
