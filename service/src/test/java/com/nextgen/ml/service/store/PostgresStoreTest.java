package com.nextgen.ml.service.store;

import com.nextgen.ml.service.store.sql.StoreAddress;

class PostgresStoreTest extends StoreContract {

  @Override
  public StoreAddress newDatabase() {
    return PostgresServer.shared().newDatabase();
  }
}
