package com.nextgen.ml.service.store;

class PostgresVerdictTableTest extends VerdictTableContract {

  @Override
  StoreAddress newDatabase() {
    return PostgresServer.shared().newDatabase();
  }
}
