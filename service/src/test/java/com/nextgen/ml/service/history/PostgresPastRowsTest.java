package com.nextgen.ml.service.history;

import com.nextgen.ml.service.store.PostgresServer;
import com.nextgen.ml.service.store.sql.StoreAddress;

class PostgresPastRowsTest extends PastRowsContract {

  @Override
  StoreAddress newDatabase() {
    return PostgresServer.shared().newDatabase();
  }
}
