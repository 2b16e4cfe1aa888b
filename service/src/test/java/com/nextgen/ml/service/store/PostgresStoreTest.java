package com.nextgen.ml.service.store;

class PostgresStoreTest extends StoreContract {

  @Override
  StoreAddress newDatabase() {
    return PostgresServer.shared().newDatabase();
  }
}
