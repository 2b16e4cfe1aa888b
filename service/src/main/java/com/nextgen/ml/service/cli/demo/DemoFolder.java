package com.nextgen.ml.service.cli.demo;

import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.store.sql.StoreAddress;
import com.nextgen.ml.service.temporary.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
      TemporaryFolder folder = TemporaryFolder.open();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "remove-store"));
      // The log stays for who wants to read it; the folder goes if somebody has taken it away.
      Path logs = Files.createTempDirectory("ml-service-demo");
      logs.toFile().deleteOnExit();
      return new DemoFolder(
          StoreAddress.file(folder.path().resolve(STORE)), logs.resolve("demo.log"));
    } catch (IOException e) {
      throw new CommandFailure("there is no temporary folder for the demo's store and log", e);
    }
  }

  private static void remove(TemporaryFolder folder) {
    try {
      folder.close();
    } catch (IOException e) {
      // The next start of a service removes it.
      return;
    }
  }
}
