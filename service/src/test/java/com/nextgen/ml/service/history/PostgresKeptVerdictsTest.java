package com.nextgen.ml.service.history;

import com.nextgen.ml.service.store.PostgresServer;
import com.nextgen.ml.service.store.StoreAddress;

class PostgresKeptVerdictsTest extends KeptVerdictsContract {

  @Override
  StoreAddress newDatabase() {
    return PostgresServer.shared().newDatabase();
  }
}
