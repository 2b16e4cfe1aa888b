package com.nextgen.ml.service.history;

import com.nextgen.ml.service.history.verdict.KeptVerdictsContract;
import com.nextgen.ml.service.store.sql.StoreAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteKeptVerdictsTest extends KeptVerdictsContract {
  @TempDir private Path folder;

  @Override
  public StoreAddress newDatabase() {
    return StoreAddress.file(folder.resolve("store.db"));
  }
}
