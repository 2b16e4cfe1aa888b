package com.nextgen.ml.service.cli.demo;

import com.nextgen.ml.service.cli.command.CommandFailure;
import com.nextgen.ml.service.store.sql.StoreAddress;
import com.nextgen.ml.service.temporary.TemporaryFolder;
import java.io.IOException;

/** A store that ends with the process. */
final class TemporaryStore {
  private static final String FILE = "store.db";

  private TemporaryStore() {}

  static StoreAddress create() throws CommandFailure {
    try {
      TemporaryFolder folder = TemporaryFolder.open();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "remove-store"));
      return StoreAddress.file(folder.path().resolve(FILE));
    } catch (IOException e) {
      throw new CommandFailure("there is no temporary folder for the demo's store", e);
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
