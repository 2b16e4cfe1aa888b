package com.nextgen.ml.service.history;

import com.nextgen.ml.service.store.sql.StoreAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqlitePastRowsTest extends PastRowsContract {
  @TempDir private Path folder;

  @Override
  StoreAddress newDatabase() {
    return StoreAddress.file(folder.resolve("store.db"));
  }
}
