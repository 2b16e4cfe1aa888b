package com.nextgen.ml.service.cli.demo;

import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The demo's own folder.
 *
 * @param store ends with the process
 * @param log stays
 */
record DemoFolder(StoreAddress store, Path log) {
  private static final String STORE = "store.db";

  static DemoFolder create() throws CommandFailure {
    try {
      Path folder = Files.createTempDirectory("ml-service-demo");
      // Deleted in the opposite order, and the folder only if somebody has taken the log away.
      folder.toFile().deleteOnExit();
      for (String end : List.of("", "-wal", "-shm")) {
        folder.resolve(STORE + end).toFile().deleteOnExit();
      }
      return new DemoFolder(StoreAddress.file(folder.resolve(STORE)), folder.resolve("demo.log"));
    } catch (IOException e) {
      throw new CommandFailure("there is no temporary folder for the demo's store and log", e);
    }
  }
}
