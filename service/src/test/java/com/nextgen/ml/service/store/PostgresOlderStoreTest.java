package com.nextgen.ml.service.store;

class PostgresOlderStoreTest extends OlderStoreContract {

  @Override
  StoreAddress newDatabase() {
    return PostgresServer.shared().newDatabase();
  }
}
