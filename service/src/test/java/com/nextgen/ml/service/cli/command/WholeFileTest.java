package com.nextgen.ml.service.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nextgen.ml.service.registry.ReadLimit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  @Test
  void readsAFileUpToItsLimit() throws Exception {
    Path file = Files.write(folder.resolve("f"), new byte[1_000]);
    assertThat(WholeFile.read(file, new ReadLimit(1_000, 1))).hasSize(1_000);
    assertThatThrownBy(() -> WholeFile.read(file, new ReadLimit(999, 1)))
        .isInstanceOf(CommandFailure.class)
        .hasMessage(file + " has 1000 bytes; the limit is 999 bytes: make it smaller");
    assertThatThrownBy(() -> WholeFile.read(file, new ReadLimit(1_000, Integer.MAX_VALUE)))
        .hasMessageContaining("raise the heap");
  }

  @Test
  void reportsAMissingFile() {
    assertThatThrownBy(() -> WholeFile.read(folder.resolve("none"), ReadLimit.YAML))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("there is no such file; check the path");
  }
}
