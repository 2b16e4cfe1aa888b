package com.nextgen.ml.service.store;

import com.nextgen.ml.service.store.sql.StoreAddress;

class PostgresOlderStoreTest extends OlderStoreContract {

  @Override
  StoreAddress newDatabase() {
    return PostgresServer.shared().newDatabase();
  }
}
