package com.nextgen.ml.service.cli.demo;

import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A store that ends with the process. */
final class TemporaryStore {
  private static final String FILE = "store.db";

  private TemporaryStore() {}

  static StoreAddress create() throws CommandFailure {
    try {
      Path folder = Files.createTempDirectory("ml-service-demo");
      // Deleted in the opposite order.
      folder.toFile().deleteOnExit();
      for (String end : List.of("", "-wal", "-shm")) {
        folder.resolve(FILE + end).toFile().deleteOnExit();
      }
      return StoreAddress.file(folder.resolve(FILE));
    } catch (IOException e) {
      throw new CommandFailure("there is no temporary folder for the demo's store", e);
    }
  }
}
