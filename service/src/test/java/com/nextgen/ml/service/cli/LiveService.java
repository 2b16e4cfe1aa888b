package com.nextgen.ml.service.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.inference.loading.LoadSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** The whole service on a free port, with a copy of examples' registries that tests may alter. */
final class LiveService implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  final Path registry;
  final RunningService service;
  final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  LiveService(Path folder, String... examples) throws Exception {
    registry = folder.resolve("registry");
    for (String example : examples) {
      copy(RegistryCommandsTest.examples().resolve(example).resolve("registry"), registry);
    }
    service =
        RunningService.start(
            new ServiceSettings(
                registry,
                "127.0.0.1",
                0,
                2,
                64,
                Duration.ofMillis(50),
                Duration.ofSeconds(20),
                null,
                true,
                LoadSettings.DIRECT,
                Map.of()));
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }

  HttpResponse<String> send(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    return send("POST", path, "application/json", json);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(path, "*/*");
  }

  HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .header("Accept", accept)
            .build(),
        BodyHandlers.ofString());
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return tree(get(path));
  }

  static JsonNode tree(HttpResponse<String> response) throws IOException {
    return MAPPER.readTree(response.body());
  }

  /** Waits until a condition holds; the registry is looked at all the time. */
  static void await(String what, Callable<Boolean> condition) throws Exception {
    long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("not within 30 s: " + what);
      }
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
