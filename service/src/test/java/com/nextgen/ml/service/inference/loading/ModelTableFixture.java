package com.nextgen.ml.service.inference.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.nextgen.ml.service.inference.Lease;
import com.nextgen.ml.service.inference.TwoNumbers;
import com.nextgen.ml.service.inference.onnx.OnnxRuntime;
import com.nextgen.ml.service.registry.directory.DirectoryRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A table over a registry in a folder, with models of two numbers. */
abstract class ModelTableFixture {
  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  static final String NAME = TwoNumbers.NAME;
  @TempDir Path root;
  final ModelOpener opener = ModelOpener.of(LoadSettings.DIRECT, NOW);
  final OnnxRuntime runtime = opener.runtime();
  final TwoNumbers.Observers observers = new TwoNumbers.Observers();
  DirectoryRegistry registry;
  ModelTable table;

  void poll() throws Exception {
    registry.poll();
    table.sync(NOW);
    assertThat(table.awaitLoads(Duration.ofMinutes(1))).isTrue();
  }

  void start(int versions) throws Exception {
    registry = TwoNumbers.registry(root, versions);
    table = new ModelTable(registry, opener, observers);
    settle();
  }

  void settle() throws Exception {
    registry.poll();
    poll();
  }

  @AfterEach
  void everythingThatWasOpenedIsClosed() {
    if (table != null) {
      table.close();
      assertThat(table.lease(NAME)).isNull();
    }
    assertThat(runtime.openSessions()).isZero();
    assertThat(observers.retired.get()).isEqualTo(observers.loaded.get());
  }

  int serving() throws Exception {
    try (Lease lease = table.lease(NAME)) {
      int version = lease.version().id().version();
      assertThat(lease.version().predict(TwoNumbers.ROW, TwoNumbers.later()).score()[0])
          .isCloseTo(TwoNumbers.answer(version), within(1e-6));
      return version;
    }
  }

  List<Integer> loaded() {
    return table.versions().stream().map(version -> version.id().version()).toList();
  }

  void write(String file, String text) throws Exception {
    Files.writeString(root.resolve(NAME).resolve(file), text);
  }
}
