package com.nextgen.ml.service.history;

import com.nextgen.ml.service.store.StoreAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteKeptVerdictsTest extends KeptVerdictsContract {
  @TempDir private Path folder;

  @Override
  StoreAddress newDatabase() {
    return StoreAddress.file(folder.resolve("store.db"));
  }
}
