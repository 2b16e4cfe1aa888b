package com.nextgen.ml.service.registry.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.monitoring.schema.Feature;
import com.nextgen.ml.monitoring.schema.ModelSchema;
import com.nextgen.ml.monitoring.schema.policy.MonitoringPolicy;
import com.nextgen.ml.service.registry.ReadLimit;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.RegistrySnapshot;
import com.nextgen.ml.service.registry.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One folder that cannot be read, leads in a circle or holds thousands takes no other along. */
class HostileFoldersTest {
  private static final byte[] ONNX = "model".getBytes(UTF_8);

  @TempDir Path temporary;
  private Path root;
  private DirectoryRegistry registry;

  @BeforeEach
  void open() throws Exception {
    root = temporary.resolve("registry");
    registry = registry(1L << 30);
    registry.addVersion(schema("good"), ONNX, null);
  }

  private DirectoryRegistry registry(long heap) {
    return new DirectoryRegistry(
        root,
        (document, schema, sha256) -> {
          throw new IllegalArgumentException("no baseline is expected here");
        },
        1 << 20,
        heap);
  }

  private static ModelSchema schema(String name) {
    return ModelSchema.ofColumns(name, List.of(Feature.numeric("x")), MonitoringPolicy.DEFAULT);
  }

  private RegistrySnapshot settled() throws IOException {
    registry.poll();
    return registry.poll();
  }

  private static void circle(Path path) throws IOException {
    Files.createSymbolicLink(path, path.getFileName());
  }

  @Test
  @Timeout(30)
  void aPipeAsAliasLogDoesNotBlockPromotions() throws Exception {
    Path log = root.resolve("good/aliases.log");
    assertThat(new ProcessBuilder("mkfifo", log.toString()).start().waitFor()).isZero();
    assertThatThrownBy(
            () -> registry.setAlias("good", "production", 1, "try", "test", Instant.EPOCH))
        .isInstanceOf(RegistryException.class)
        .hasMessage("good/aliases.log is not a file");
    assertThat(settled().model("good").aliases()).isEmpty();
  }

  @Test
  void doesNotCreateTheTargetOfADanglingAliasLog() throws Exception {
    Path outside = temporary.resolve("outside");
    Files.createSymbolicLink(root.resolve("good/aliases.log"), outside);
    assertThatThrownBy(
            () -> registry.setAlias("good", "production", 1, "try", "test", Instant.EPOCH))
        .isInstanceOf(RegistryException.class)
        .hasMessage("good/aliases.log leads nowhere");
    assertThat(outside).doesNotExist();
  }

  @Test
  void aFileInPlaceOfVersionsIsAProblemOfItsModel() throws Exception {
    Files.createDirectory(root.resolve("bad"));
    Files.writeString(root.resolve("bad/versions"), "");
    RegistrySnapshot snapshot = settled();
    assertThat(snapshot.model("good").versions()).containsOnlyKeys(1);
    assertThat(snapshot.model("good").problem()).isNull();
    assertThat(snapshot.model("bad").problem())
        .isEqualTo("its directory cannot be read: versions is not a directory");
  }

  @Test
  void aFolderLinkedToItselfIsAProblemOfItsModel() throws Exception {
    circle(root.resolve("bad"));
    Files.createDirectory(root.resolve("worse"));
    circle(root.resolve("worse/versions"));
    Files.createSymbolicLink(root.resolve("gone"), root.resolve("nowhere"));
    RegistrySnapshot snapshot = settled();
    assertThat(snapshot.models()).containsOnlyKeys("bad", "good", "gone", "worse");
    assertThat(snapshot.model("good").versions()).containsOnlyKeys(1);
    for (String model : List.of("bad", "worse", "gone")) {
      assertThat(snapshot.model(model).problem())
          .startsWith("its directory cannot be read: ")
          .doesNotContain(temporary.toString(), "Exception");
    }
    assertThat(snapshot.model("gone").problem()).endsWith("it leads nowhere");
  }

  @Test
  void anUnreadableVersionFailsAlone() throws Exception {
    registry.addVersion(schema("bad"), ONNX, null);
    circle(root.resolve("bad/versions/2"));
    Files.writeString(root.resolve("bad/versions/3"), "");
    RegistrySnapshot snapshot = settled();
    assertThat(snapshot.model("good").versions()).containsOnlyKeys(1);
    assertThat(snapshot.model("bad").versions()).containsOnlyKeys(1, 2, 3);
    assertThat(snapshot.model("bad").problem()).isNull();
    for (int version = 2; version <= 3; version++) {
      int number = version;
      assertThatThrownBy(() -> registry.read("bad", number))
          .isInstanceOf(RegistryException.class)
          .hasMessage("bad/versions/" + number + " is not a directory of the registry");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "versions/1/model.onnx",
    "versions/1/model.yaml",
    "versions/1/baseline.json",
    "model.yaml",
  })
  void aFileLinkedToItselfFailsItsVersionUntilRepaired(String file) throws Exception {
    registry.addVersion(schema("bad"), ONNX, null);
    Path path = root.resolve("bad").resolve(file);
    Files.deleteIfExists(path);
    circle(path);
    Revision before = settled().model("bad").version(1);
    assertThat(registry.snapshot().model("good").versions()).containsOnlyKeys(1);
    assertThatThrownBy(() -> registry.read("bad", 1))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("bad/" + file + " cannot be read: ");
    Files.delete(path);
    assertThat(settled().model("bad").version(1)).as("seen").isNotEqualTo(before);
  }

  @Test
  void aliasesLinkedToThemselvesAreAProblemOfTheirModel() throws Exception {
    circle(root.resolve("good/aliases.yaml"));
    registry.addVersion(schema("other"), ONNX, null);
    RegistrySnapshot snapshot = settled();
    assertThat(snapshot.model("good").problem()).startsWith("good/aliases.yaml cannot be read: ");
    assertThat(snapshot.model("other").problem()).isNull();
  }

  @Test
  void keepsTheLastStateOfAnUnreadableModel() throws Exception {
    registry.setAlias("good", "production", 1, "r", "c", Instant.EPOCH);
    Revision before = settled().model("good").version(1);
    Path versions = root.resolve("good/versions");
    Files.move(versions, root.resolve("good/away"));
    Files.writeString(versions, "");
    RegistrySnapshot.Model bad = settled().model("good");
    assertThat(bad.problem()).contains("versions is not a directory");
    assertThat(bad.version(1)).isEqualTo(before);
    assertThat(bad.aliases()).containsExactly(Map.entry("production", 1));
    Files.delete(versions);
    Files.move(root.resolve("good/away"), versions);
    assertThat(settled().model("good").problem()).isNull();
    assertThat(registry.snapshot().model("good").version(1)).isEqualTo(before);
  }

  @Test
  void readsOnlyTheVersionsThatAreNeeded() throws Exception {
    registry.setAlias("good", "production", 1, "r", "c", Instant.EPOCH);
    Files.createDirectory(root.resolve("good/versions/5000"));
    for (int version = 2; version <= 10_000; version++) {
      if (version != 5_000) {
        Files.createFile(
            root.resolve("good/versions/" + version)); // directories take longer to make
      }
    }
    RegistrySnapshot.Model model = settled().model("good");
    assertThat(model.problem()).isNull();
    assertThat(model.versions()).hasSize(10_000);
    assertThat(lookedAt(model)).containsExactly(1, 10_000);
    registry.setAlias("good", "shadow", 5_000, "r", "c", Instant.EPOCH);
    assertThat(lookedAt(registry.snapshot().model("good"))).containsExactly(1, 5_000, 10_000);
    assertThat(lookedAt(settled().model("good"))).containsExactly(1, 5_000, 10_000);
  }

  private static List<Integer> lookedAt(RegistrySnapshot.Model model) {
    return model.versions().entrySet().stream()
        .filter(entry -> !entry.getValue().equals(Revision.UNSEEN))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Test
  void aVersionSettlesTogetherWithItsAlias() throws Exception {
    registry.addVersion(schema("good"), ONNX, null);
    registry.addVersion(schema("good"), ONNX, null);
    assertThat(lookedAt(settled().model("good"))).containsExactly(3);
    Files.writeString(root.resolve("good/aliases.yaml"), "production: 2");
    assertThat(registry.poll().model("good").aliases()).isEmpty();
    RegistrySnapshot.Model model = registry.poll().model("good");
    assertThat(model.aliases()).containsExactly(Map.entry("production", 2));
    assertThat(lookedAt(model)).containsExactly(2, 3);
  }

  @Test
  void aFolderWithTooManyEntriesIsAProblemOfItsModel() throws Exception {
    Files.createDirectories(root.resolve("bad/versions"));
    for (int entry = 0; entry <= 20_000; entry++) {
      Files.createFile(root.resolve("bad/versions/." + entry));
    }
    RegistrySnapshot snapshot = settled();
    assertThat(snapshot.model("bad").problem()).contains("more than 20000 entries; remove some");
    assertThat(snapshot.model("good").versions()).containsOnlyKeys(1);
  }

  @ParameterizedTest
  @CsvSource({
    // half the heap, by what a byte of it takes
    "versions/1/model.onnx, 400000, 200000",
    "versions/1/baseline.json, 32000, 1000",
    "versions/1/model.yaml, 256000, 1000",
    "model.yaml, 256000, 1000",
  })
  void refusesFilesThatTheHeapCannotHold(String file, long heap, int held) throws Exception {
    DirectoryRegistry small = registry(heap);
    Path path = Files.write(root.resolve("good").resolve(file), new byte[held + 1]);
    assertThatThrownBy(() -> small.read("good", 1))
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            "good/%s has %d bytes; a heap of %d bytes takes at most %d bytes of it: raise the heap"
                    .formatted(file, held + 1, heap, held)
                + " (-Xmx, or -XX:MaxRAMPercentage), or make it smaller");
    Files.write(path, new byte[held]);
    assertThatThrownBy(() -> read(small)).message().doesNotContain("heap");
  }

  /** Fails in any case: with {@code fine} where the version can be read. */
  private static void read(DirectoryRegistry registry) throws Exception {
    Objects.requireNonNull(registry.read("good", 1));
    throw new IOException("fine");
  }

  @Test
  void refusesAliasesThatTheHeapCannotHold() throws Exception {
    registry.setAlias("good", "production", 1, "r", "c", Instant.EPOCH);
    registry = registry(256);
    Files.writeString(root.resolve("good/aliases.yaml"), "production: 1");
    assertThat(settled().model("good").problem())
        .startsWith("good/aliases.yaml has 13 bytes; a heap of 256 bytes takes at most 1 bytes");
    assertThatThrownBy(() -> registry.aliasHistory("good"))
        .hasMessageContaining("good/aliases.log has ")
        .hasMessageContaining("raise the heap");
  }

  @Test
  void messagesShowDifferentSizesDifferently() {
    ReadLimit limit = ReadLimit.model(5 << 20);
    assertThatThrownBy(() -> limit.check("f", (5 << 20) + 1, 1 << 30))
        .hasMessage("f has 5.1 MiB; the limit is 5.0 MiB: make it smaller");
    assertThatThrownBy(() -> limit.check("f", (3 << 20) + 1, 6 << 20))
        .hasMessageStartingWith("f has 3.1 MiB; a heap of 6.0 MiB takes at most 3.0 MiB of it: ");
  }
}
