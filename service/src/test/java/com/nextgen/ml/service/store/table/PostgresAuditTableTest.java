package com.nextgen.ml.service.store.table;

import com.nextgen.ml.service.store.PostgresServer;
import com.nextgen.ml.service.store.sql.StoreAddress;

class PostgresAuditTableTest extends AuditTableContract {

  @Override
  public StoreAddress newDatabase() {
    return PostgresServer.shared().newDatabase();
  }
}
