package com.nextgen.ml.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.access.Access;
import com.nextgen.ml.service.access.audit.Refusals;
import com.nextgen.ml.service.http.health.MetricsPort;
import com.nextgen.ml.service.http.health.Readiness;
import com.nextgen.ml.service.inference.InferencePool;
import com.nextgen.ml.service.inference.ServedModels;
import com.nextgen.ml.service.metrics.MetricsPage;
import com.nextgen.ml.service.monitor.Monitor;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The service on a free port, with models that tests can look into. */
public final class TestServer implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  public final TestModels models = new TestModels();
  public final Refusals refusals = new Refusals();
  public final InferencePool pool;
  public final ApplicationContext context;
  public final EmbeddedServer server;
  public final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public TestServer(Map<String, Object> settings, int threads, int queue) {
    this(settings, threads, queue, null, null);
  }

  /** Serves the reports of {@code monitor}, too. */
  public TestServer(Monitor monitor) {
    this(Map.of(), 2, 100, monitor, null);
  }

  /** Lets only those in that {@code access} does. */
  public TestServer(Access access) {
    this(Map.of(), 2, 100, null, access);
  }

  private TestServer(
      Map<String, Object> settings,
      int threads,
      int queue,
      @Nullable Monitor monitor,
      @Nullable Access access) {
    pool = new InferencePool(threads, queue);
    Map<String, Object> all = new HashMap<>(settings);
    all.put("micronaut.server.port", -1);
    context = ApplicationContext.builder().properties(all).banner(false).build();
    context.registerSingleton(ServedModels.class, models);
    context.registerSingleton(InferencePool.class, pool);
    context.registerSingleton(MetricsPage.class, new MetricsPage(List.of()));
    context.registerSingleton(Refusals.class, refusals);
    if (access != null) {
      context.registerSingleton(Access.class, access);
    }
    if (monitor != null) {
      context.registerSingleton(Monitor.class, monitor);
    }
    context.start();
    context.getBean(Readiness.class).set(true);
    server = context.getBean(EmbeddedServer.class).start();
  }

  public TestServer() {
    this(Map.of(), 2, 100);
  }

  /** Sends a request as it is, and returns what comes back. */
  public String raw(String request) throws IOException {
    return RawExchange.first(server.getPort(), request);
  }

  /** Opens the port of probes and scrapes, and returns its number. */
  public int metricsPort() throws IOException {
    return context.getBean(MetricsPort.class).open("127.0.0.1", 0);
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getPort() + path);
  }

  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> head(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).method("HEAD", BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  public HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return client.send(json(path, json).build(), BodyHandlers.ofString());
  }

  /** Posts bytes, as JSON unless the headers say otherwise. */
  public HttpResponse<byte[]> post(String path, byte[] body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .setHeader("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    headers.forEach(request::setHeader);
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  public CompletableFuture<HttpResponse<String>> postAsync(String path, String json) {
    return client.sendAsync(json(path, json).build(), BodyHandlers.ofString());
  }

  public HttpRequest.Builder json(String path, String json) {
    return HttpRequest.newBuilder(uri(path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json));
  }

  public static JsonNode tree(HttpResponse<String> response) throws IOException {
    return MAPPER.readTree(response.body());
  }

  @Override
  public void close() {
    models.all().forEach(version -> version.release.countDown());
    context.close();
    pool.close();
  }
}
