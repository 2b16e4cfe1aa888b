package com.nextgen.ml.service.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.cli.command.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls a running service. Thread-safe. */
public final class ServiceClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNAUTHORIZED = 401;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final URI base;
  private final @Nullable String token;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @param base where the service is, such as {@code http://127.0.0.1:8080}
   */
  public ServiceClient(URI base) {
    this(base, null);
  }

  /**
   * @param base where the service is
   * @param token what it knows the caller by; null for none
   */
  public ServiceClient(URI base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /** Returns the document at {@code path}. */
  public JsonNode get(String path) throws CommandFailure {
    return json(send(HttpRequest.newBuilder(resolve(path)).GET()));
  }

  /** Returns the text at {@code path}. */
  public String text(String path) throws CommandFailure {
    return new String(send(HttpRequest.newBuilder(resolve(path)).GET()), StandardCharsets.UTF_8);
  }

  /** Posts a JSON document and returns the answer. */
  public JsonNode post(String path, byte[] body) throws CommandFailure {
    return json(send(withBody("POST", path, "application/json", body)));
  }

  /** Posts a YAML document and returns the answer. */
  public JsonNode postYaml(String path, byte[] body) throws CommandFailure {
    return json(send(withBody("POST", path, "application/yaml", body)));
  }

  /** Puts a JSON document and returns the answer. */
  public JsonNode put(String path, byte[] body) throws CommandFailure {
    return json(send(withBody("PUT", path, "application/json", body)));
  }

  private HttpRequest.Builder withBody(String method, String path, String type, byte[] body) {
    return HttpRequest.newBuilder(resolve(path))
        .header("Content-Type", type)
        .method(method, BodyPublishers.ofByteArray(body));
  }

  private URI resolve(String path) {
    String root = base.toString();
    return URI.create(
        root.endsWith("/") ? root.substring(0, root.length() - 1) + path : root + path);
  }

  private byte[] send(HttpRequest.Builder request) throws CommandFailure {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<byte[]> response;
    try {
      response = client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new CommandFailure(
          "no answer from " + base + "; is the service running? Start it with ./ml-service serve",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
    if (response.statusCode() / 100 != 2) {
      throw new CommandFailure(reason(response));
    }
    return response.body();
  }

  private static String reason(HttpResponse<byte[]> response) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    try {
      JsonNode problem = JSON.readTree(text);
      JsonNode said =
          problem.path("detail").isMissingNode() ? problem.path("error") : problem.path("detail");
      text = said.isTextual() ? said.asText() : text;
    } catch (JsonProcessingException e) {
      // Not JSON: the text as it is says most.
    }
    String answered = "the service answered " + response.statusCode() + ": " + text.strip();
    return response.statusCode() == UNAUTHORIZED
        ? answered + "; --token or ML_SERVICE_TOKEN says it"
        : answered;
  }

  private static JsonNode json(byte[] body) throws CommandFailure {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new CommandFailure("the answer is not JSON; is this an ml-service?", e);
    }
  }
}
