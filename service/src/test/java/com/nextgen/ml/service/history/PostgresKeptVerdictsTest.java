package com.nextgen.ml.service.history;

import com.nextgen.ml.service.history.verdict.KeptVerdictsContract;
import com.nextgen.ml.service.store.PostgresServer;
import com.nextgen.ml.service.store.sql.StoreAddress;

class PostgresKeptVerdictsTest extends KeptVerdictsContract {

  @Override
  public StoreAddress newDatabase() {
    return PostgresServer.shared().newDatabase();
  }
}
