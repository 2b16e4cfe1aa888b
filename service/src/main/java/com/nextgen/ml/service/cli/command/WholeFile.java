package com.nextgen.ml.service.cli.command;

import com.nextgen.ml.service.registry.ReadLimit;
import com.nextgen.ml.service.registry.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that a command is given and reads whole. */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Reads it.
   *
   * @throws CommandFailure if there is none, it cannot be read, or it is over the limit
   */
  public static byte[] read(Path file, ReadLimit limit) throws CommandFailure {
    try {
      limit.check(file.toString(), Files.size(file), Runtime.getRuntime().maxMemory());
      return Files.readAllBytes(file);
    } catch (RegistryException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    } catch (NoSuchFileException e) {
      throw new CommandFailure(file + ": there is no such file; check the path", e);
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file, e);
    }
  }
}
