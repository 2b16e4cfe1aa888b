package com.nextgen.ml.service.store.table;

import com.nextgen.ml.service.store.sql.StoreAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteAuditTableTest extends AuditTableContract {
  @TempDir Path folder;

  @Override
  public StoreAddress newDatabase() {
    return StoreAddress.file(folder.resolve("store.db"));
  }
}
