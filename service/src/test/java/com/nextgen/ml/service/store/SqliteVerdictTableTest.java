package com.nextgen.ml.service.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteVerdictTableTest extends VerdictTableContract {
  @TempDir Path folder;

  @Override
  StoreAddress newDatabase() {
    return StoreAddress.file(folder.resolve("store.db"));
  }
}
