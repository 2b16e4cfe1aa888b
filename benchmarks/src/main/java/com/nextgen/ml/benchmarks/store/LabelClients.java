package com.nextgen.ml.benchmarks.store;

import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that send labels of a log's rows, batch after batch. */
final class LabelClients {
  private static final String PATH = "/v1/models/" + FilledLog.MODEL + "/feedback";

  private final ServiceClient client;
  private final FilledLog log;
  private final int batch;
  private final int clients;

  LabelClients(String address, FilledLog log, int batch, int clients) {
    this.client = new ServiceClient(URI.create(address));
    this.log = log;
    this.batch = batch;
    this.clients = clients;
  }

  /** Waits until the service has opened its store. */
  void waitUntilStored() throws CommandFailure, InterruptedException {
    while (client.get("/v2/health/ready").has("problems")) {
      Thread.sleep(20);
    }
  }

  /** Requests with labels of rows {@code from} to {@code to}. */
  List<byte[]> bodies(int from, int to) {
    List<byte[]> bodies = new ArrayList<>();
    for (int begin = from; begin < to; begin += batch) {
      bodies.add(body(begin, Math.min(to, begin + batch)));
    }
    return bodies;
  }

  /** Sends requests; how many labels were matched. */
  int send(List<byte[]> bodies) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      for (byte[] body : bodies) {
        answers.add(threads.submit(() -> client.post(PATH, body).path("matched").asInt()));
      }
      int matched = 0;
      for (Future<Integer> answer : answers) {
        matched += answer.get();
      }
      return matched;
    } catch (ExecutionException e) {
      throw new IllegalStateException("labels were not taken", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private byte[] body(int from, int to) {
    StringBuilder json = new StringBuilder("{\"labels\":[");
    for (int row = from; row < to; row++) {
      json.append(row == from ? "" : ",")
          .append("{\"id\":\"")
          .append(log.id(row))
          .append("\",\"label\":")
          .append(row % 3 == 0 ? 1 : 0)
          .append('}');
    }
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
