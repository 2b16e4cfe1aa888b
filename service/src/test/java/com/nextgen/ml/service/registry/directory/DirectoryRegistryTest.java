package com.nextgen.ml.service.registry.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.service.registry.ModelRegistry;
import com.nextgen.ml.service.registry.RegistryException;
import com.nextgen.ml.service.registry.Revision;
import com.nextgen.ml.service.registry.Sha256;
import com.nextgen.ml.service.registry.StoredVersion;
import com.nextgen.ml.service.registry.yaml.SchemaYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryRegistryTest extends DirectoryRegistryFixture {
  @Test
  void readsBackAnAddedVersion() throws Exception {
    assertThat(registry.addVersion(schema("m", "x"), ONNX, null)).isEqualTo(1);
    assertThat(registry.addVersion(schema("m", "x"), ONNX, "m".getBytes(UTF_8))).isEqualTo(2);
    assertThat(registry.addVersion(schema("m", "x", "y"), null, null)).isEqualTo(3);
    StoredVersion first = registry.read("m", 1);
    assertThat(first.schema()).isEqualTo(schema("m", "x"));
    assertThat(first.onnx()).isEqualTo(ONNX);
    assertThat(first.sha256())
        .isEqualTo("9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4");
    assertThat(first.baseline()).isNull();
    assertThat(registry.read("m", 2).baseline()).isNotNull();
    StoredVersion third = registry.read("m", 3);
    assertThat(third.schema()).as("its own model.yaml").isEqualTo(schema("m", "x", "y"));
    assertThat(third.onnx()).isNull();
    assertThat(third.sha256()).isEmpty();
    assertThat(Files.exists(root.resolve("m/versions/2/model.yaml"))).isFalse();
    try (Stream<Path> left = Files.list(root)) {
      assertThat(left).containsExactly(root.resolve("m"));
    }
  }

  @Test
  void refusesAFileThatIsNotTheRegisteredOne() throws Exception {
    registry.addVersion(schema("m", "x"), ONNX, null);
    Path record = root.resolve("m/versions/1/model.sha256");
    String digest = "9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4";
    assertThat(record).hasContent(digest + "  model.onnx\n");
    assertThat(registry.read("m", 1).isDigestRecorded()).isTrue();
    byte[] flipped = ONNX.clone();
    flipped[2] ^= 16;
    Files.write(record.resolveSibling("model.onnx"), flipped);
    assertThatThrownBy(() -> registry.read("m", 1))
        .isInstanceOf(RegistryException.class)
        .hasMessage(
            "m/versions/1/model.onnx has the SHA-256 "
                + Sha256.of(flipped)
                + ", and was registered with "
                + digest
                + " (m/versions/1/model.sha256): it was changed or damaged since; put the"
                + " registered file back, or register the new one as a new version");
    assertThatThrownBy(() -> registry.putBaseline("m", 1, "m".getBytes(UTF_8)))
        .isInstanceOf(RegistryException.class);
    Files.write(record.resolveSibling("model.onnx"), ONNX);
    assertThat(registry.read("m", 1).onnx()).isEqualTo(ONNX);
    Files.delete(record.resolveSibling("model.onnx"));
    assertThatThrownBy(() -> registry.read("m", 1))
        .hasMessage(
            "m/versions/1/model.sha256 is of a model file, but there is no"
                + " m/versions/1/model.onnx");
  }

  @Test
  void aFileAddedByHandNeedsNoChecksum() throws Exception {
    registry.addVersion(schema("m", "x"), null, null);
    Path file = root.resolve("m/versions/1/model.onnx");
    Files.write(file, ONNX);
    assertThat(registry.read("m", 1).isDigestRecorded()).isFalse();
    Files.writeString(
        file.resolveSibling("model.sha256"), Sha256.of(ONNX).toUpperCase(Locale.ROOT));
    assertThat(registry.read("m", 1).isDigestRecorded()).isTrue();
    for (String wrong : List.of("", "12ab", "no digest", Sha256.of(ONNX) + "\n".repeat(2) + "x")) {
      Files.writeString(file.resolveSibling("model.sha256"), wrong);
      assertThatThrownBy(() -> registry.read("m", 1))
          .hasMessageContaining("m/versions/1/model.sha256 is not one line");
    }
  }

  @Test
  void concurrentVersionsGetDifferentNumbers() throws Exception {
    List<Integer> numbers = together(8, () -> registry.addVersion(schema("m", "x"), ONNX, null));
    assertThat(numbers).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void acceptsAChangeWhenTwoPollsAgree() throws Exception {
    registry.addVersion(schema("m", "x"), ONNX, null);
    assertThat(registry.poll().models()).isEmpty();
    assertThat(registry.poll().models()).containsOnlyKeys("m");
    Revision before = registry.snapshot().model("m").version(1);
    Path file = root.resolve("m/versions/1/model.onnx");
    for (int size = 1; size < 5; size++) {
      Files.write(file, new byte[size]);
      assertThat(registry.poll().model("m").version(1)).as("grows").isEqualTo(before);
    }
    Revision after = registry.poll().model("m").version(1);
    assertThat(after).isNotEqualTo(before);
    Files.setLastModifiedTime(file, FileTime.from(NOW));
    assertThat(registry.poll().model("m").version(1)).as("time").isEqualTo(after);
    assertThat(registry.poll().model("m").version(1)).isNotEqualTo(after);
    Files.delete(file);
    assertThat(registry.poll().model("m").version(1).has("versions/1/model.onnx")).isTrue();
    assertThat(registry.poll().model("m").version(1).has("versions/1/model.onnx")).isFalse();
  }

  @Test
  void keepsTheLastSnapshotIfListingFails() throws Exception {
    assertThatThrownBy(registry::poll)
        .isInstanceOf(IOException.class)
        .hasMessage("the directory registry does not exist");
    registry.addVersion(schema("m", "x"), ONNX, null);
    registry.poll();
    registry.poll();
    Files.move(root, temporary.resolve("away"));
    assertThatThrownBy(registry::poll).isInstanceOf(IOException.class);
    assertThat(registry.snapshot().models()).containsOnlyKeys("m");
  }

  @Test
  void ignoresFoldersWithOtherNames() throws Exception {
    registry.addVersion(schema("m", "x"), ONNX, null);
    Files.createDirectories(root.resolve(".git"));
    Files.createDirectories(root.resolve("bad name"));
    Files.writeString(root.resolve("README"), "text");
    for (String name : List.of("0", "01", "x", ".new", "9999999999", "-1")) {
      Files.createDirectories(root.resolve("m/versions").resolve(name));
    }
    registry.poll();
    assertThat(registry.poll().models()).containsOnlyKeys("m");
    assertThat(registry.snapshot().model("m").versions()).containsOnlyKeys(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", "../m", "m/..", "/etc", "a/b", "a\\b", "", " ", "a\u0000b"})
  void findsNothingUnderInvalidNames(String name) throws Exception {
    registry.addVersion(schema("m", "x"), ONNX, null);
    assertThat(registry.has(name, 1)).isFalse();
    assertThatThrownBy(() -> registry.read(name, 1)).isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> registry.baseline(name, 1)).isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> registry.aliasHistory(name)).isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> registry.putBaseline(name, 1, ONNX))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> registry.setAlias(name, "production", 1, "r", "c", NOW))
        .isInstanceOf(RegistryException.class);
    assertThat(registry.has("m", 0)).isFalse();
    assertThat(registry.has("m", -1)).isFalse();
  }

  @Test
  void refusesLinksOutOfTheRegistry() throws Exception {
    registry.addVersion(schema("m", "x"), ONNX, null);
    Path secret = Files.writeString(temporary.resolve("secret"), "name: m");
    Path file = root.resolve("m/versions/1/model.onnx");
    Files.delete(file);
    Files.createSymbolicLink(file, secret);
    assertThatThrownBy(() -> registry.read("m", 1))
        .isInstanceOf(RegistryException.class)
        .hasMessage("m/versions/1/model.onnx leads out of the registry");
    Files.createDirectories(temporary.resolve("outside/versions/1"));
    Files.createSymbolicLink(root.resolve("n"), temporary.resolve("outside"));
    assertThat(registry.has("n", 1)).isFalse();
    registry.poll();
    assertThat(registry.poll().models()).containsOnlyKeys("m");
    Files.createSymbolicLink(root.resolve("m/aliases.log"), secret);
    assertThatThrownBy(() -> registry.setAlias("m", "production", 1, "r", "c", NOW))
        .hasMessageContaining("aliases.log leads out of the registry");
    assertThat(Files.readString(secret)).isEqualTo("name: m");
    assertThat(Files.readString(root.resolve("m/aliases.yaml"))).as("undone").isEmpty();
  }

  @Test
  void followsLinksWithinTheRegistryAndOfTheRoot() throws Exception {
    registry.addVersion(schema("m", "x"), ONNX, null);
    Path data = Files.createDirectory(root.resolve("..data"));
    Files.write(data.resolve("model.onnx"), "linked".getBytes(UTF_8));
    Path file = root.resolve("m/versions/1/model.onnx");
    Files.delete(file.resolveSibling("model.sha256"));
    Files.delete(file);
    Files.createSymbolicLink(file, data.resolve("model.onnx"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), root);
    DirectoryRegistry linked = new DirectoryRegistry(link, DirectoryRegistryTest::baseline, 1_000);
    assertThat(linked.read("m", 1).onnx()).isEqualTo("linked".getBytes(UTF_8));
    linked.poll();
    assertThat(linked.poll().models()).containsOnlyKeys("m");
  }

  @Test
  void refusesLargeFilesAndNonFiles() throws Exception {
    registry.addVersion(schema("m", "x"), null, null);
    Path file = root.resolve("m/versions/1/model.onnx");
    Files.write(file, new byte[1_001]);
    assertThatThrownBy(() -> registry.read("m", 1))
        .hasMessage(
            "m/versions/1/model.onnx has 1001 bytes; the limit is 1000 bytes: make it smaller");
    Files.delete(file);
    Files.createDirectory(file);
    assertThatThrownBy(() -> registry.read("m", 1))
        .hasMessage("m/versions/1/model.onnx is not a file");
    assertThatThrownBy(() -> registry.addVersion(schema("m", "x"), new byte[1_001], null))
        .isInstanceOf(RegistryException.class);
  }

  @Test
  void refusesASchemaOfAnotherName() throws Exception {
    registry.addVersion(schema("m", "x"), ONNX, null);
    Files.writeString(root.resolve("m/model.yaml"), SchemaYaml.write(schema("other", "x")));
    assertThatThrownBy(() -> registry.schema("m", 1))
        .hasMessage("model.yaml names the model 'other', its directory 'm'");
    Files.delete(root.resolve("m/model.yaml"));
    assertThatThrownBy(() -> registry.schema("m", 1)).hasMessage("model 'm' has no model.yaml");
  }

  @Test
  void createsABaselineOnce() throws Exception {
    registry.addVersion(schema("m", "x"), ONNX, null);
    registry.poll();
    registry.poll();
    byte[] document = "m".getBytes(UTF_8);
    assertThatThrownBy(() -> registry.putBaseline("m", 1, "other".getBytes(UTF_8)))
        .hasMessage("baseline.json: it is of model 'other'");
    assertThat(registry.baseline("m", 1)).isNull();
    assertThat(registry.putBaseline("m", 1, document)).isEqualTo(ModelRegistry.Put.CREATED);
    assertThat(registry.putBaseline("m", 1, document)).isEqualTo(ModelRegistry.Put.IDENTICAL);
    assertThat(registry.putBaseline("m", 1, " m".getBytes(UTF_8)))
        .isEqualTo(ModelRegistry.Put.CONFLICT);
    assertThat(registry.baseline("m", 1)).isEqualTo(document);
    assertThat(registry.snapshot().model("m").version(1).has("versions/1/baseline.json"))
        .as("seen at once")
        .isTrue();
    try (Stream<Path> left = Files.list(root.resolve("m/versions/1"))) {
      assertThat(left).hasSize(3);
    }
  }

  @Test
  void createsOneOfSeveralConcurrentBaselines() throws Exception {
    registry.addVersion(schema("m", "x"), ONNX, null);
    List<ModelRegistry.Put> puts =
        together(8, () -> registry.putBaseline("m", 1, "m".getBytes(UTF_8)));
    assertThat(puts).containsOnlyOnce(ModelRegistry.Put.CREATED);
    assertThat(puts).doesNotContain(ModelRegistry.Put.CONFLICT);
  }
}
