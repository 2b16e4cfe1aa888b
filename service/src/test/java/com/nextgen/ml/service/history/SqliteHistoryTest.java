package com.nextgen.ml.service.history;

import static com.nextgen.ml.service.monitor.TestReports.drift;
import static org.assertj.core.api.Assertions.assertThat;

import com.nextgen.ml.service.store.sql.StoreAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteHistoryTest extends HistoryContract {
  @TempDir private Path folder;

  @Override
  StoreAddress newDatabase() {
    return StoreAddress.file(folder.resolve("store.db"));
  }

  @Test
  void oneInstanceJudgesItsOwnWindows() {
    try (Node node = new Node(newDatabase(), "only", START)) {
      node.count(1, 900, 0);
      node.at(after(301));

      assertThat(node.told).hasSize(1);
      assertThat(drift(node.told.get(0)).subject().scope()).isEqualTo("instance");
    }
  }
}
