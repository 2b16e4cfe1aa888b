package com.nextgen.ml.service.store;

class PostgresHistoryTablesTest extends HistoryTablesContract {

  @Override
  StoreAddress newDatabase() {
    return PostgresServer.shared().newDatabase();
  }
}
