package com.nextgen.ml.service.feedback;

import com.nextgen.ml.service.store.sql.StoreAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteFeedbackTest extends FeedbackContract {
  @TempDir Path folder;

  @Override
  StoreAddress newDatabase() {
    return StoreAddress.file(folder.resolve("store.db"));
  }
}
