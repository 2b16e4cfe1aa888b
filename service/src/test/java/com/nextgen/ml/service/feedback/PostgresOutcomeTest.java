package com.nextgen.ml.service.feedback;

import com.nextgen.ml.service.store.PostgresServer;
import com.nextgen.ml.service.store.sql.StoreAddress;

class PostgresOutcomeTest extends OutcomeContract {

  @Override
  StoreAddress newDatabase() {
    return PostgresServer.shared().newDatabase();
  }
}
