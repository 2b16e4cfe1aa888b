package com.nextgen.ml.service.store;

import com.nextgen.ml.service.store.sql.StoreAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteOlderStoreTest extends OlderStoreContract {
  @TempDir Path folder;

  @Override
  StoreAddress newDatabase() {
    return StoreAddress.file(folder.resolve("store.db"));
  }
}
