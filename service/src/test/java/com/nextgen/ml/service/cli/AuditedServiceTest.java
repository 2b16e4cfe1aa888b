package com.nextgen.ml.service.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nextgen.ml.service.access.token.FileTokens;
import com.nextgen.ml.service.app.AccessSettings;
import com.nextgen.ml.service.app.RunningService;
import com.nextgen.ml.service.app.ServiceSettings;
import com.nextgen.ml.service.cli.client.ServiceClient;
import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.cli.command.ExitStatus;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands with tokens, a service that knows them, and what its audit has of them. */
@Timeout(120)
class AuditedServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADMIN = "0123456789abcdefghijklmnopqrstuvwxyzADMIN";
  private static final String READER = "0123456789abcdefghijklmnopqrstuvwxyzREADS";

  @TempDir Path folder;
  private RunningService service;

  @BeforeEach
  void start() throws Exception {
    Path tokens = folder.resolve("tokens");
    Files.write(
        tokens,
        List.of(
            FileTokens.line("deploy", ADMIN, List.of("admin")),
            FileTokens.line("panel", READER, List.of("read"))));
    Path registry = folder.resolve("registry");
    copy(RegistryCommandsTest.examples().resolve("marketplace/registry"), registry);
    service =
        RunningService.start(
            new AccessSettings(tokens, null)
                .in(
                    ServiceSettings.of(registry, "127.0.0.1", 0)
                        .withStore(StoreAddress.file(folder.resolve("store.db")), "a key")));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static void copy(Path from, Path to) throws Exception {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private String promote(String token, String version) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    int status =
        Main.run(
            new String[] {
              "promote",
              "--model=purchase-intent",
              "--version=" + version,
              "--alias=candidate",
              "--reason=a better one",
              "--url=" + service.address(),
              "--token=" + token
            },
            out,
            out);
    return status + " " + said;
  }

  @Test
  void aChangeIsInTheAuditWithWhoMadeIt() throws Exception {
    assertThat(promote(READER, "1"))
        .startsWith(ExitStatus.FAILED + " ")
        .contains("403", "lacks the role 'admin'");
    assertThat(promote("unknown-token", "1")).contains("401", "ML_SERVICE_TOKEN");
    assertThat(promote(ADMIN, "1")).startsWith(ExitStatus.DONE + " ");

    JsonNode entries = JSON.createArrayNode();
    while (entries.isEmpty()) { // written beside the answer, once the store is there
      entries = client(ADMIN).get("/v1/audit").get("entries");
    }
    JsonNode change = entries.get(entries.size() - 1);
    assertThat(change.get("caller").asText()).isEqualTo("deploy");
    assertThat(change.get("source").asText()).isEqualTo("127.0.0.1");
    assertThat(change.get("action").asText()).isEqualTo("alias.set");
    assertThat(change.get("target").asText()).isEqualTo("purchase-intent/candidate");
    assertThat(change.has("before")).isFalse();
    assertThat(change.get("after").asText()).isEqualTo("1");
    assertThat(change.get("reason").asText()).isEqualTo("a better one");
  }

  @Test
  void onlyAdminsSeeTheAudit() {
    assertThatThrownBy(() -> client(READER).get("/v1/audit"))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("403");
  }

  private ServiceClient client(String token) {
    return new ServiceClient(URI.create(service.address()), token);
  }
}
