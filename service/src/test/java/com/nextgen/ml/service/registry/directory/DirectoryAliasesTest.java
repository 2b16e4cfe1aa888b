package com.nextgen.ml.service.registry.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.registry.AliasChange;
import com.nextgen.ml.service.registry.RegistrySnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How aliases are replaced, recorded and read. */
class DirectoryAliasesTest extends DirectoryRegistryFixture {
  @Test
  void replacesAliasesAtomically() throws Exception {
    registry.addVersion(schema("m", "x"), ONNX, null);
    registry.addVersion(schema("m", "x"), ONNX, null);
    for (int i = 0; i < 90; i++) {
      registry.setAlias("m", "filler-" + i, 1, "room", "c", NOW);
    }
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    Future<Integer> reads =
        reader.submit(
            () -> {
              int read = 0;
              while (!stop.get()) {
                byte[] bytes = Files.readAllBytes(root.resolve("m/aliases.yaml"));
                assertThat(Aliases.parse(bytes).size()).isGreaterThanOrEqualTo(90);
                read++;
              }
              return read;
            });
    for (int i = 0; i < 50; i++) {
      registry.setAlias("m", "production", 1 + i % 2, "swap", "c", NOW);
    }
    stop.set(true);
    assertThat(reads.get()).isPositive();
    reader.shutdown();
    try (Stream<Path> left = Files.list(root.resolve("m"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("aliases.yaml", "aliases.log", "model.yaml", "versions");
    }
  }

  @Test
  void recordsChangesAndBoundsTheRecord() throws Exception {
    registry.addVersion(schema("m", "x"), ONNX, null);
    String reason = "because \"it\"\n{\"alias\":\"forged\"} ".repeat(25);
    AliasLog log = new AliasLog(new RegistryFiles(root, 1 << 30));
    for (int i = 0; i < 1_499; i++) {
      Instant at = NOW.plusSeconds(i);
      log.append(root.resolve("m"), new AliasChange(at, "c", "production", 1, 1, reason + i));
    }
    registry.setAlias("m", "production", 1, "r", "c", NOW);
    registry.setAlias("m", "production", 1, reason + 9, "ann\nbob", NOW.plusSeconds(1_499));
    List<AliasChange> history = registry.aliasHistory("m");
    assertThat(history).hasSizeLessThanOrEqualTo(1_000).hasSizeGreaterThan(300);
    AliasChange last = history.get(history.size() - 1);
    assertThat(last)
        .isEqualTo(
            new AliasChange(NOW.plusSeconds(1_499), "ann?bob", "production", 1, 1, reason + "9"));
    long bytes =
        Files.size(root.resolve("m/aliases.log")) + Files.size(root.resolve("m/aliases.log.1"));
    assertThat(bytes).isLessThan(2 << 20);
    Files.writeString(root.resolve("m/aliases.log"), "{\"time\": 1}\nnot json\n{\n\n[]\n");
    assertThat(registry.aliasHistory("m")).allMatch(change -> change.to() == 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "production: 0",
        "production: -1",
        "production: 1.5",
        "production: latest",
        "production: 99999999999",
        "production:",
        "../x: 1",
        "production: 1\nproduction: 2",
        "production: !!int 1\nx: !!java.io.File y",
        "- production",
        "{",
      })
  void unreadableAliasesAreAProblemAndChangeNothing(String text) throws Exception {
    registry.addVersion(schema("m", "x"), ONNX, null);
    registry.setAlias("m", "production", 1, "r", "c", NOW);
    registry.poll();
    registry.poll();
    Files.writeString(root.resolve("m/aliases.yaml"), text);
    registry.poll();
    RegistrySnapshot.Model model = registry.poll().model("m");
    assertThat(model.aliases()).containsExactly(Map.entry("production", 1));
    assertThat(model.problem()).startsWith("aliases.yaml");
    Files.writeString(root.resolve("m/aliases.yaml"), "");
    registry.poll();
    model = registry.poll().model("m");
    assertThat(model.aliases()).isEmpty();
    assertThat(model.problem()).isNull();
  }

  @Test
  void findsThePreviousVersionAcrossRollbacks() {
    List<AliasChange> history = new ArrayList<>();
    Integer from = null;
    for (int to : new int[] {1, 2, 3, 2}) {
      history.add(new AliasChange(NOW, "c", "production", from, to, "r"));
      history.add(new AliasChange(NOW, "c", "shadow", from, 9, "r"));
      from = to;
    }
    assertThat(AliasChange.previous(history, "production")).hasValue(1);
    assertThat(AliasChange.previous(history.subList(0, 2), "production")).isEmpty();
    assertThat(AliasChange.previous(List.of(), "production")).isEmpty();
  }
}
