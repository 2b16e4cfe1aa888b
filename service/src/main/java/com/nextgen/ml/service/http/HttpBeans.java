package com.nextgen.ml.service.http;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;

/** Where this room gets time and randomness from. */
@Factory
final class HttpBeans {

  @Singleton
  TimeOrderedIds ids() {
    return new TimeOrderedIds(
        System::currentTimeMillis, () -> ThreadLocalRandom.current().nextLong());
  }
}
