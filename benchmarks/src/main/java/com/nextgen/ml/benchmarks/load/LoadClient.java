package com.nextgen.ml.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A client that keeps every one of a few keep-alive connections busy with one request at a time, on
 * one thread. It takes commands on standard input, one a line, and answers each with one line, so
 * that it is warm when the second server is measured.
 *
 * <p>{@code probe <port>} answers with the body of the first request's answer. {@code load <port>
 * <server pid> <connections> <warm-up requests> <warm-up ms> <measured ms>} answers with a {@link
 * Measurement}; the warm-up ends with this many requests or after this time.
 */
public final class LoadClient {
  private static final int DIFFERENT_REQUESTS = 4_096;
  private static final int MAX_MEASURED = 4_000_000;
  private static final long SELECT_MILLIS = 1_000;
  private static final long STALLED_NANOS = 10_000_000_000L;

  private final ByteBuffer[] requests;
  private final int[] idAt;
  private final long[] latencies = new long[MAX_MEASURED];
  private long next;
  private int measured;

  private LoadClient() {
    byte[][] made = Requests.make(DIFFERENT_REQUESTS, 7);
    idAt = Arrays.stream(made).mapToInt(Requests::idAt).toArray();
    requests =
        Arrays.stream(made)
            .map(bytes -> ByteBuffer.allocateDirect(bytes.length).put(bytes))
            .toArray(ByteBuffer[]::new);
  }

  /** Reads commands until the end of standard input. */
  public static void main(String[] arguments) throws IOException {
    LoadClient client = new LoadClient();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(client.answer(line.split(" ")));
    }
  }

  private String answer(String[] command) throws IOException {
    int port = Integer.parseInt(command[1]);
    if (command[0].equals("probe")) {
      return new String(probe(port), StandardCharsets.UTF_8);
    }
    return load(
            port,
            new CpuClock(Long.parseLong(command[2])),
            Integer.parseInt(command[3]),
            Math.min(MAX_MEASURED, Integer.parseInt(command[4])),
            Long.parseLong(command[5]) * 1_000_000,
            Long.parseLong(command[6]) * 1_000_000)
        .line();
  }

  private byte[] probe(int port) throws IOException {
    try (Selector selector = Selector.open();
        Connection connection = new Connection(port, selector)) {
      connection.send(requests[0].duplicate(), System.nanoTime());
      drain(selector, 1);
      return connection.body();
    }
  }

  private Measurement load(
      int port,
      CpuClock server,
      int connections,
      int warmUpRequests,
      long warmUpNanos,
      long measuredNanos)
      throws IOException {
    List<Connection> open = new ArrayList<>();
    CpuClock own = new CpuClock(ProcessHandle.current().pid());
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        open.add(new Connection(port, selector));
      }
      for (Connection connection : open) {
        connection.send(nextRequest(), System.nanoTime());
      }
      run(selector, warmUpRequests, System.nanoTime() + warmUpNanos);
      long serverFrom = server.cpuNanos();
      long clientFrom = own.cpuNanos();
      long from = System.nanoTime();
      run(selector, MAX_MEASURED, from + measuredNanos);
      long nanos = System.nanoTime() - from;
      long serverCpu = server.cpuNanos() - serverFrom;
      long clientCpu = own.cpuNanos() - clientFrom;
      int requests = measured;
      Arrays.sort(latencies, 0, requests);
      Measurement measurement =
          new Measurement(
              requests,
              nanos,
              serverCpu,
              clientCpu,
              latencies[requests / 2],
              latencies[(int) (requests * 0.99)]);
      drain(selector, connections);
      return measurement;
    } finally {
      for (Connection connection : open) {
        connection.close();
      }
    }
  }

  /** Keeps all connections busy until this many answers came, or until then. */
  private void run(Selector selector, int most, long until) throws IOException {
    measured = 0;
    long last = System.nanoTime();
    for (long now = last; now < until && measured < most; now = System.nanoTime()) {
      selector.select(SELECT_MILLIS);
      for (SelectionKey key : selector.selectedKeys()) {
        Connection connection = (Connection) key.attachment();
        if (connection.advance()) {
          last = System.nanoTime();
          if (measured < most) {
            latencies[measured++] = last - connection.sentAt();
          }
          connection.send(nextRequest(), last);
        }
      }
      selector.selectedKeys().clear();
      checkStalled(now - last);
    }
  }

  /** Waits for the answers under way: to hang up on them would disturb what is measured next. */
  private static void drain(Selector selector, int underWay) throws IOException {
    long from = System.nanoTime();
    int left = underWay;
    while (left > 0) {
      selector.select(SELECT_MILLIS);
      for (SelectionKey key : selector.selectedKeys()) {
        if (((Connection) key.attachment()).advance()) {
          left--;
        }
      }
      selector.selectedKeys().clear();
      checkStalled(System.nanoTime() - from);
    }
  }

  private static void checkStalled(long nanos) throws IOException {
    if (nanos > STALLED_NANOS) {
      throw new IOException("no answer for 10 seconds");
    }
  }

  private ByteBuffer nextRequest() {
    int chosen = (int) (next++ & (DIFFERENT_REQUESTS - 1));
    // Sixteen requests are under way, and this one was answered 4,080 requests ago.
    Requests.stamp(requests[chosen], idAt[chosen], next);
    return requests[chosen].duplicate();
  }
}
