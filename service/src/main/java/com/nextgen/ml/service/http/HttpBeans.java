package com.nextgen.ml.service.http;

import com.nextgen.ml.service.serving.TimeOrderedIds;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;

/** Where this room gets time, randomness and the names of the service from. */
@Factory
final class HttpBeans {

  @Singleton
  TimeOrderedIds ids() {
    return new TimeOrderedIds(
        System::currentTimeMillis, () -> ThreadLocalRandom.current().nextLong());
  }

  @Singleton
  AllowedHosts allowedHosts(
      @Value("${" + AllowedHosts.PROPERTY + ":}") String hosts,
      @Value("${micronaut.server.host:}") String listeningOn) {
    return AllowedHosts.of(hosts).with(listeningOn);
  }
}
