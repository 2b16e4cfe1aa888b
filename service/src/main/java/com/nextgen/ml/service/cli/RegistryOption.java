package com.nextgen.ml.service.cli;

import com.nextgen.ml.service.app.LocalRegistry;
import com.nextgen.ml.service.registry.ModelRegistry;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The registry that a command works on, without a running service. */
final class RegistryOption {
  @Option(
      names = "--registry",
      paramLabel = "DIR",
      defaultValue = "registry",
      description = "the registry's directory (default: ${DEFAULT-VALUE})")
  private Path directory;

  Path directory() {
    return directory;
  }

  ModelRegistry open() {
    return LocalRegistry.open(directory);
  }
}
